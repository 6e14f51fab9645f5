/** Input that cannot be used: one line that says what, where and what was expected. The program ends with status 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
}
