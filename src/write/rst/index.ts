/** The writer of reStructuredText. */

export {type Adornment, adornmentsOf, kernelAdornments} from './adornment.ts'
export {
  containerNames,
  type FromMdastOptions,
  fromMdast,
  type MarkdownBlock,
  MarkdownError,
} from './from-mdast/index.ts'
export type {RstBlock, RstInline, RstNode, RstOf} from './types.ts'
export {type WriteRstOptions, writeRst} from './write.ts'
