/**
 * What text must not look like, as data: characters that would be read as inline markup, and lines that would be read
 * as another construct than the one they belong to. (docutils: "Inline Markup Recognition Rules", `Body.patterns`.)
 */

import {isEnclosed, isPrefix, isSuffix, isWord, uriSchemes} from '../../../read/rst/index.ts'

/** Where a text stands; some things are markup only there. */
export type TextContext =
  | 'paragraph'
  | 'paragraph before a quote'
  | 'title'
  | 'term'
  | 'field name'
  | 'argument'
  | 'line'

/** A character of a text and what is around it. */
export interface Site {
  /** What is written already, up to the character. */
  readonly before: string
  /** The character behind it; empty at the end. */
  readonly after: string
  readonly context: TextContext
  /** Whether the text has an address that stands by itself: one colon too many before it, and it is not found. */
  readonly hasAddress: boolean
}

interface UnsafeCharacter {
  readonly character: string
  readonly what: string
  readonly isUnsafe: (site: Site) => boolean
}

export const unsafeCharacters: readonly UnsafeCharacter[] = [
  {character: '\\', what: 'an escape', isUnsafe: () => true},
  {character: '`', what: 'interpreted text, a literal, a reference', isUnsafe: () => true},
  {character: '*', what: 'emphasis', isUnsafe: mayStart},
  {character: '|', what: 'a substitution', isUnsafe: mayStart},
  {
    character: '_',
    what: 'the end of a reference',
    isUnsafe: ({before, after}) => (/^(?:[_`@]|$)/.test(after) || isSuffix(after, 0) ? mayEndName(before) : false),
  },
  {
    character: ':',
    what: 'an address',
    isUnsafe: ({before, after, hasAddress}) =>
      /[^\s]/.test(after) && (hasAddress ? /[A-Za-z0-9.+-]$/.test(before) : endsInScheme(before)),
  },
  {
    character: '@',
    what: 'the address of a mail',
    isUnsafe: ({before, after}) => isMail(before.slice(-1)) && isMail(after),
  },
  {
    character: ':',
    what: 'the delimiter of a classifier',
    isUnsafe: ({before, context}) => context === 'term' && /(?:^| )$/.test(before),
  },
  {
    character: ':',
    what: 'the end of a field name',
    isUnsafe: ({before, after, context}) => context === 'field name' && (before === '' || /^[ :`]?$/.test(after)),
  },
]

/** A start-string stands behind white space and punctuation, before what is no white space, and not in quotes. */
function mayStart({before, after}: Site): boolean {
  if (/\s/.test(after)) return false
  if (before === '') return true
  return isPrefix(before, before.length - 1) && !isEnclosed(before.slice(-1) + after, 0, 1)
}

/** Whether a name that is a whole word, or a footnote's label, ends here. */
function mayEndName(before: string): boolean {
  if (before.endsWith(']')) return true
  for (let at = before.length - 1; at >= 0; at -= 1) {
    if (isWord(before, at)) {
      if (at === 0 || isPrefix(before, at - 1)) return true
    } else if (at === before.length - 1 || !/[-._+:]/.test(before.charAt(at))) return false
  }
  return false
}

function endsInScheme(before: string): boolean {
  const word = /[A-Za-z0-9.+-]{1,20}$/.exec(before)?.[0].toLowerCase() ?? ''
  for (let at = 0; at < word.length; at += 1) if (uriSchemes.has(word.slice(at))) return true
  return false
}

function isMail(character: string): boolean {
  return /^[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]$/.test(character)
}

interface UnsafeLine {
  readonly what: string
  readonly pattern: RegExp
  /** Where it is read as text all the same. */
  readonly safeIn?: readonly TextContext[]
}

const name = '[a-zA-Z0-9][a-zA-Z0-9_-]*'
const argument = '(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)'
const option = `(?:[-+][a-zA-Z0-9](?: ?${argument})?|(?:--|/)${name}(?:[ =]${argument})?)`

/** What a first line must not be. In a title, docutils sees by the second line that it is none of some of these. */
export const unsafeFirstLines: readonly UnsafeLine[] = [
  {what: 'bullet list', pattern: /^[-*+\u2022\u2023\u2043](?: |$)/, safeIn: ['argument']},
  {
    what: 'enumerated list',
    pattern: /^\(?(?:[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)[.)](?: |$)/,
    safeIn: ['title', 'argument'],
  },
  {what: 'field list', pattern: /^:(?![: ])(?:[^:\\]|\\.|:(?!(?:[ `]|$)))*(?<! ):(?: |$)/},
  {what: 'option list', pattern: new RegExp(`^${option}(?:, ${option})*  +`), safeIn: ['title', 'argument']},
  // Its description would be the lines that follow, if they are indented.
  {
    what: 'options by themselves',
    pattern: new RegExp(`^${option}(?:, ${option})*$`),
    safeIn: ['paragraph', 'title', 'argument'],
  },
  {what: 'doctest block', pattern: /^>>>(?: |$)/, safeIn: ['argument']},
  {what: 'line block', pattern: /^\|(?: |$)/, safeIn: ['argument']},
  {what: 'grid table', pattern: /^\+-[-+]+-\+$/, safeIn: ['argument']},
  {what: 'simple table', pattern: /^=+(?: +=+)+$/, safeIn: ['argument']},
  {what: 'explicit markup', pattern: /^(?:\.\.|__)(?: |$)/, safeIn: ['argument']},
  {what: 'attribution', pattern: /^(?:---?(?!-)|\u2014) *[^ ]/, safeIn: ['title', 'argument']},
  {what: 'transition, overline', pattern: /^([!-/:-@[-`{-~])\1{3,}$/, safeIn: ['argument']},
]

/** What a further line must not be: the underline of a title. */
export const unsafeFurtherLines: readonly UnsafeLine[] = [
  {what: 'underline', pattern: /^([!-/:-@[-`{-~])\1*$/, safeIn: ['argument']},
]

export function isUnsafeLine(line: string, lines: readonly UnsafeLine[], context: TextContext): boolean {
  return lines.some(({pattern, safeIn}) => !safeIn?.includes(context) && pattern.test(line))
}
