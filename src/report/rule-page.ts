/** What there is to say about a rule, once, for the terminal and for docs/rules/. */

import type {Rule} from '../rules/index.ts'

export type Block =
  | {readonly kind: 'heading'; readonly depth: 1 | 2 | 3; readonly text: string}
  | {readonly kind: 'paragraph'; readonly text: string}
  | {readonly kind: 'list'; readonly items: readonly string[]}
  | {readonly kind: 'code'; readonly language: string; readonly text: string}

export function rulePage({id, severity, scope, summary, why, source, messages, examples}: Rule): readonly Block[] {
  return [
    heading(1, id),
    paragraph(summary),
    paragraph(`Severity: ${severity}. Scope: ${scope}.`),
    heading(2, 'Why'),
    paragraph(why),
    heading(2, 'What it says'),
    {kind: 'list', items: Object.values(messages).map(sample)},
    heading(2, 'Examples'),
    ...examples.flatMap(({name, files, expected}) => [
      heading(3, name),
      ...Object.entries(files).flatMap(([file, text]) =>
        show(file, text.trimEnd(), scope === 'tree' ? languageOf(file) : 'diff'),
      ),
      ...(expected.length === 0
        ? [paragraph('Nothing is found.')]
        : [paragraph('It finds:'), {kind: 'code', language: 'text', text: expected.join('\n')} as const]),
    ]),
    heading(2, 'Source'),
    paragraph(source),
  ]
}

/** A file that is only there because a tree has one is left out. */
function show(file: string, text: string, language: string): readonly Block[] {
  return text === '' ? [] : [paragraph(`\`${file}\`:`), {kind: 'code', language, text}]
}

/** The messages are functions of names; a reader sees them with these. */
const placeholders = ['X', 'Y', 'Z', 'V', 'W']

function sample(message: Rule['messages'][string]): string {
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
