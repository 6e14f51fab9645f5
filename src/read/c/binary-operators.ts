/** C's binary operators. */

/** By how tightly they bind, the loosest first (C11 6.5.5 to 6.5.14). */
export const binaryOperators: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]
