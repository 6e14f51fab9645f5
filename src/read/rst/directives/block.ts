/** A directive's block, divided into arguments, options and content. (docutils: `Body.parse_directive_block`.) */

import {fieldMarker} from '../field-marker.ts'
import {parseInline} from '../inline/index.ts'
import {textOfInline} from '../inline/text.ts'
import {type InlineText, inlineSlice, inlineText} from '../inline-text.ts'
import {type Parser, textOf} from '../parser.ts'
import type {DirectiveOption, Position} from '../types.ts'
import {blockAfterMarker, Lines, View} from '../view.ts'
import {type OptionChecks, quoted} from './option-values.ts'
import {Refusal} from './reader.ts'

/** A directive as it stands. */
export interface DirectiveSource {
  /** As written. */
  name: string
  /** The block that it stands in, and its line there. */
  outer: View
  at: number
  /** From what is behind `::` on, without blank lines at the end. */
  block: View
  position: Position
  /** What docutils reports. */
  line: number
  /** Whether titles may stand where it stands. */
  titles: boolean
}

/** What a directive may have. */
export interface Form {
  /** How many arguments it must have, and how many it can have. */
  required?: 0 | 1
  most?: 0 | 1
  /** Whether white space is part of the last argument. */
  spaces?: boolean
  /** The options that it knows; `any` takes all. */
  options?: OptionChecks | 'any'
  content?: boolean
}

export interface DirectiveParts {
  /** The arguments, as written. */
  argument: InlineText | undefined
  options: DirectiveOption[]
  /** The lines of the options' values. */
  optionViews: ReadonlyMap<string, View>
  /** The content without blank lines around it; `undefined` where there is none. */
  content: View | undefined
}

export function divide(parser: Parser, {block}: DirectiveSource, form: Form): DirectiveParts | Refusal {
  const {required = 0, most = required, options: known = {}, content: hasContent = false} = form
  const start = block.start < block.end && block.blank(block.start) ? block.start + 1 : block.start
  const whole = block.slice(start, Math.max(start, block.end))
  const mayHaveOptions = known === 'any' || Object.keys(known).length > 0
  let headEnd = start
  if (most > 0 || mayHaveOptions) while (headEnd < whole.end && !whole.blank(headEnd)) headEnd += 1
  const optionsStart = mayHaveOptions ? firstOption(whole, headEnd) : headEnd
  const optionViews = new Map<string, View>()
  const options = readOptions(parser, whole.slice(optionsStart, headEnd), known, optionViews)
  if (options instanceof Refusal) return options
  const hasArgument = optionsStart > start
  const content =
    hasArgument && most === 0 ? contentAround(whole, optionsStart, headEnd) : trimmed(whole, headEnd, whole.end)
  const argument = hasArgument && most > 0 ? inlineText(whole, start, optionsStart).trimmedStart() : undefined
  const wrong = checkArguments(argument, {required, most, spaces: form.spaces ?? false})
  if (wrong) return wrong
  if (content && !hasContent) return new Refusal('no content permitted')
  return {argument, options, optionViews, content}
}

function firstOption(view: View, end: number): number {
  for (let at = view.start; at < end; at += 1) {
    if (view.code(at) === 58 && fieldMarker(view.text(at))) return at
  }
  return end
}

function checkArguments(
  argument: InlineText | undefined,
  {required, most, spaces}: {required: number; most: number; spaces: boolean},
): Refusal | undefined {
  const count = argument?.value.match(/\S+/g)?.length ?? 0
  if (count < required) return new Refusal(`${required} argument(s) required, ${count} supplied`)
  if (count > most && !spaces && most > 0) {
    return new Refusal(`maximum ${most} argument(s) allowed, ${count} supplied`)
  }
  return undefined
}

function trimmed(view: View, start: number, end: number): View | undefined {
  let first = start
  while (first < end && view.blank(first)) first += 1
  return first < end ? view.slice(first, end) : undefined
}

/** Where a directive takes no argument, what stands before the options is content, with what stands behind them. */
function contentAround(view: View, optionsStart: number, headEnd: number): View | undefined {
  if (optionsStart === headEnd) return trimmed(view, view.start, view.end)
  const texts: string[] = []
  const numbers: number[] = []
  const columns: number[] = []
  for (let at = view.start; at < view.end; at += 1) {
    if (at >= optionsStart && at < headEnd) continue
    texts.push(view.text(at))
    numbers.push(view.lines.number(at))
    columns.push(view.lines.column(at) + view.leftOf(at))
  }
  const {source, shift} = view.lines
  return trimmed(new View(new Lines(source, {texts, numbers, columns, shift}), 0, texts.length, 0, 0), 0, texts.length)
}

/** docutils reads options as a field list without markup in the bodies. (`ExtensionOptions`, `extract_options`.) */
function readOptions(
  parser: Parser,
  head: View,
  known: OptionChecks | 'any',
  views: Map<string, View>,
): DirectiveOption[] | Refusal {
  const options: DirectiveOption[] = []
  let wrong: Refusal | undefined
  for (let at = head.start; at < head.end; ) {
    const marker = head.code(at) === 58 ? fieldMarker(head.text(at)) : undefined
    if (!marker) {
      if (known !== 'any') return new Refusal('invalid option block')
      at += 1
      continue
    }
    const body = blockAfterMarker(head, at, marker.end)
    const name = textOfInline(parseInline(parser, inlineSlice(head, at, 1, marker.nameEnd), head.lineNumber(at)))
    const value = body.view.start < body.view.end ? textOf(body.view) : undefined
    if (known !== 'any') wrong ??= checkOption(name, value, options, known)
    views.set(name.toLowerCase(), body.view)
    options.push({name: name.toLowerCase(), value: value ?? '', position: head.position(at, body.next - 1)})
    at = body.next
  }
  return wrong ?? options
}

function checkOption(
  name: string,
  value: string | undefined,
  options: readonly DirectiveOption[],
  known: OptionChecks,
): Refusal | undefined {
  if (name.split(/\s+/).length !== 1) {
    return new Refusal('invalid option data: extension option field name may not contain multiple words')
  }
  const lower = name.toLowerCase()
  const check = Object.hasOwn(known, lower) ? known[lower] : undefined
  if (!check) return new Refusal(`unknown option: "${lower}"`)
  if (options.some((option) => option.name === lower)) {
    return new Refusal(`invalid option data: duplicate option "${lower}"`)
  }
  const objection = check(value)
  if (objection === undefined) return undefined
  return new Refusal(`invalid option value: (option: "${lower}"; value: ${quoted(value)})\n${objection}`)
}
