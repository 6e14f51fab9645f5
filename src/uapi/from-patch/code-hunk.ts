/** What a hunk of C code shows: whole functions, and statements of one that began above it or goes on below. */

import type {Place} from '../../model/index.ts'
import {type Block, Kind, parseStatementsText, ScannedFile, tokenize} from '../../read/c/index.ts'
import type {HunkView} from './hunk-view.ts'

export interface CodeHunk {
  readonly view: HunkView
  readonly pieces: readonly CodePiece[]
  readonly place: (start: number, end: number) => Place
}

/** Statements that belong to one function. */
export interface CodePiece {
  /** Of the function: from its own header, or from the hunk's heading, where nothing better is known. */
  readonly functionName: string | undefined
  /** Types and names of its parameters, where the hunk shows them. */
  readonly parameters: readonly {readonly name: string | undefined; readonly type: string; readonly pointer: boolean}[]
  /** All of the function stands in the hunk. */
  readonly whole: boolean
  readonly body: Block
  /** Offsets of its text in the view. */
  readonly start: number
  readonly end: number
}

export function readCodeHunk(view: HunkView): CodeHunk {
  const file = new ScannedFile(view.name, view.text)
  const pieces: CodePiece[] = []
  let at = 0
  let around: Around = aroundOf(view.hunk.heading)
  for (const source of file.functions) {
    pieces.push(...loosePieces(view.text, at, source.headerStart, around))
    pieces.push({
      functionName: source.name,
      parameters: file.parameters(source),
      whole: source.bodyEnd < view.text.length,
      body: file.body(source),
      start: source.headerStart,
      end: source.bodyEnd,
    })
    at = Math.max(at, source.bodyEnd)
    around = unknown
  }
  pieces.push(...loosePieces(view.text, at, view.text.length, around))
  return {view, pieces, place: (start, end) => file.place(start, end)}
}

type Around = Pick<CodePiece, 'functionName' | 'parameters'>

const unknown: Around = {functionName: undefined, parameters: []}

/** Of `static int kvm_set_bell(struct kvm *kvm, struct kvm_bell *be`: a heading may be cut off. */
function aroundOf(heading: string): Around {
  const [, functionName, list = ''] = /(\w+)\s*\(([^()]*)/.exec(heading) ?? []
  const parameters = list.split(',').flatMap((parameter, index, all) => {
    const [, type, pointer, name] = /^\s*(?:const )?([\w ]*?\w)\s*(?: |(\*+)\s*)(\w+)\s*$/.exec(parameter) ?? []
    const isCut = index === all.length - 1 && !heading.includes(')')
    return type === undefined || isCut ? [] : [{name, type, pointer: pointer !== undefined}]
  })
  return {functionName, parameters}
}

/** Statements between a brace that closes what began above the hunk and the next such brace. */
function loosePieces(text: string, start: number, end: number, around: Around): CodePiece[] {
  if (text.slice(start, end).trim() === '') return []
  const pieces: CodePiece[] = []
  const add = (from: number, to: number) => {
    if (text.slice(from, to).trim() === '') return
    const body = parseStatementsText(text, from, to)
    pieces.push({...around, whole: false, body, start: from, end: to})
  }
  const tokens = tokenize(text, {start, end})
  let depth = 0
  let from = start
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kinds[index]
    if (kind === Kind.openBrace) depth++
    if (kind !== Kind.closeBrace || --depth >= 0) continue
    const offset = tokens.starts[index] ?? from
    add(from, offset)
    from = offset + 1
    depth = 0
  }
  add(from, end)
  return pieces
}
