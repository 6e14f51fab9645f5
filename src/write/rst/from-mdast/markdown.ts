/** The Markdown trees that are turned into reStructuredText: mdast with the directives of remark-directive. */

import type {BlockContent, PhrasingContent, RootContent} from 'mdast'
// For its types alone: it adds directives to those of mdast.
import type {} from 'remark-directive'

export type MarkdownBlock = RootContent
export type MarkdownInline = PhrasingContent
export type ContainerDirective = Extract<RootContent, {type: 'containerDirective'}>
export type MarkdownList = Extract<BlockContent, {type: 'list'}>

/** What cannot be turned, and where it stands. */
export class MarkdownError extends Error {
  override readonly name = 'MarkdownError'
  /** 1-based; `undefined` where the node was made by hand. */
  readonly line: number | undefined

  constructor(message: string, node: {readonly position?: {readonly start: {readonly line: number}} | undefined}) {
    super(message)
    this.line = node.position?.start.line
  }
}
