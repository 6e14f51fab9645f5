/** A version's document and header as a patch that adds them whole, for rules that look at what a patch adds. */

import type {FileDiff, Hunk, Line, Mail, Patch} from '../model/index.ts'
import {type AdditionFiles, kvmDocument, kvmHeader} from '../uapi/index.ts'

/** The paths of the kernel, by which a patch's files are known, and the version's own names for them. */
export interface SeriesPatch {
  readonly patch: Patch
  readonly nameOf: (path: string) => string
}

export function seriesPatch(name: string, {document, header, texts}: AdditionFiles): SeriesPatch {
  const names = new Map([
    [kvmDocument, document],
    [kvmHeader, header],
  ])
  const files = [...names].map(([path, own]) => addedFile(path, texts.get(own) ?? ''))
  const patch: Patch = {
    mail: emptyMail(name),
    tag: {version: 1, number: 1, total: 1},
    subject: name,
    message: {from: 0, to: 0},
    files,
    problems: [],
  }
  return {patch, nameOf: (path) => names.get(path) ?? path}
}

const first = 1 as Line

/** What every header has that a version's stands beside. */
const anchors = /^#define (?:KVMIO|KVM_EXIT_UNKNOWN) /

function addedFile(path: string, text: string): FileDiff {
  const lines = text.replace(/\n$/, '').split('\n')
  const hunk: Hunk = {
    ...{oldStart: 0, oldLines: 0, newStart: 1, newLines: lines.length, heading: '', mailLine: first},
    lines: lines.map((text, index) => ({
      kind: anchors.test(text) ? 'context' : 'added',
      text,
      mailLine: (index + 1) as Line,
    })),
  }
  return {
    ...{before: undefined, after: path, operation: 'create', oldMode: undefined, newMode: undefined},
    ...{binary: undefined, oldBlob: undefined, hunks: [hunk], mailLine: first},
  }
}

/** Nobody has sent it. */
function emptyMail(file: string): Mail {
  return {
    ...{file, line: first, subjectLine: first, lines: [], lineOf: () => first},
    header: {
      ...{subject: file, from: '', date: '', messageId: undefined, inReplyTo: undefined},
      ...{references: [], to: '', cc: ''},
    },
  }
}
