/** A document and what it is read as; docutils' tree and messages are compared in test/oracle/docutils.test.ts. */

export interface Case {
  readonly name: string
  /** The lines of the document. */
  readonly rst: readonly string[]
  /** Its tree, as `outline` prints it. */
  readonly tree: readonly string[]
  /** `line: severity: message`. */
  readonly messages?: readonly string[]
}
