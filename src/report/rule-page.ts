/** What there is to say about a rule, once, for the terminal and for docs/rules/. */

import type {AdditionExample, FilesExample, RuleInfo} from '../rules/index.ts'

export type Block =
  | {readonly kind: 'heading'; readonly depth: 1 | 2 | 3; readonly text: string}
  | {readonly kind: 'paragraph'; readonly text: string}
  | {readonly kind: 'list'; readonly items: readonly string[]}
  | {readonly kind: 'code'; readonly language: string; readonly text: string}

export function rulePage({id, severity, scope, summary, why, source, messages, examples}: RuleInfo): readonly Block[] {
  return [
    heading(1, id),
    paragraph(summary),
    paragraph(`Severity: ${severity}. Scope: ${scope}.`),
    heading(2, 'Why'),
    paragraph(why),
    heading(2, 'What it says'),
    {kind: 'list', items: Object.values(messages).map(sample)},
    heading(2, 'Examples'),
    ...examples.flatMap(({expected, ...example}) => [
      heading(3, example.name),
      ...('version' in example ? showVersion(example.version) : []),
      ...('message' in example ? showMessage(example.message) : []),
      ...Object.entries(filesOf(example)).flatMap(([file, text]) =>
        show(file, text.trimEnd(), isHunk(text) ? 'diff' : languageOf(file)),
      ),
      ...(expected.length === 0
        ? [paragraph('Nothing is found.')]
        : [paragraph('It finds:'), {kind: 'code', language: 'text', text: expected.join('\n')} as const]),
    ]),
    heading(2, 'Source'),
    paragraph(source),
  ]
}

function filesOf(example: Omit<AdditionExample, 'expected'> | Omit<FilesExample, 'expected'>) {
  return 'files' in example ? example.files : (example.tree ?? {})
}

function showMessage(message: string): readonly Block[] {
  return [paragraph('The commit message:'), {kind: 'code', language: 'text', text: message}]
}

/** The data of a series, without what is empty or the same in every example. */
function showVersion({document, header, host, behaviour}: AdditionExample['version']): readonly Block[] {
  const data = withoutEmpty({document, header, host, behaviour})
  return [paragraph('The series:'), {kind: 'code', language: 'json', text: compactJson(data)}]
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutEmpty(inner)] as const)
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined && !isEmpty(inner)))
}

/** As JSON.stringify has it, but what fits on a line stands on one. */
function compactJson(value: unknown, indentation = ''): string {
  const line = JSON.stringify(value, undefined, 1).replaceAll(/\n\s*/g, ' ')
  if (typeof value !== 'object' || value === null || indentation.length + line.length <= 100) return line
  const inner = `${indentation}  `
  const parts = Array.isArray(value)
    ? value.map((item) => compactJson(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${compactJson(item, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indentation}${close}`
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** Every line begins as a diff's does. */
function isHunk(text: string): boolean {
  return /^[+@-]/m.test(text) && text.split('\n').every((line) => /^(?:[ +@-]|$)/.test(line))
}

/** A file that is only there because a tree has one is left out. */
function show(file: string, text: string, language: string): readonly Block[] {
  return text === '' ? [] : [paragraph(`\`${file}\`:`), {kind: 'code', language, text}]
}

/** The messages are functions of names; a reader sees them with these. */
const placeholders = ['X', 'Y', 'Z', 'V', 'W']

function sample(message: RuleInfo['messages'][string]): string {
  return message(...placeholders)
}

function languageOf(file: string): string {
  return file.endsWith('.rst') ? 'rst' : 'c'
}

function heading(depth: 1 | 2 | 3, text: string): Block {
  return {kind: 'heading', depth, text}
}

function paragraph(text: string): Block {
  return {kind: 'paragraph', text}
}
