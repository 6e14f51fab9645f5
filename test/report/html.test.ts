/** The page: valid and accessible as html-validate sees it, whole, and nothing in it that a mail could have put there. */

import {HtmlValidate} from 'html-validate'
import {describe, expect, test} from 'vitest'
import type {Ledger} from '../../src/model/index.ts'
import {readMails} from '../../src/read/mail/index.ts'
import {loadReporter, type Results} from '../../src/report/index.ts'
import {rules} from '../../src/rules/index.ts'
import {hostile, placeOfText, results, resultsOf} from './results.ts'

const pageOf = async (shown: Results) => (await loadReporter('html'))(shown, {color: false, width: 80})

/** A finding whose every word wants to be markup. */
const markup = '</pre></style><script>alert(1)</script><img src=x onerror="alert(1)">&lt;'
const file = `a/${markup}.h`
const injected = resultsOf({[file]: `int ${markup};\n`}, [
  {
    rule: 'struct-field-name',
    severity: 'error',
    symbol: markup,
    message: `Unexpected \`${markup}\`, expected ${markup}`,
    place: placeOfText({[file]: `int ${markup};\n`}, file, markup),
    related: [{place: placeOfText({[file]: `int ${markup};\n`}, file, 'int'), message: markup}],
    note: markup,
  },
])

async function thread(): Promise<Ledger> {
  const [mail] = await readMails('Subject: [PATCH v2 1/2] KVM: Ring\n\nWhy.\n\n---\n+#define KVM_BELL 2\n', 'v2')
  if (!mail) throw new Error('a mail')
  const patch = {number: 1, total: 2, subject: 'KVM: Ring', mailLine: 6, mail}
  const line = {kind: 'added', text: '#define KVM_BELL 2', mailLine: mail.lineOf(3)} as const
  const hunk = {oldStart: 1, oldLines: 0, newStart: 1, newLines: 1, heading: '', lines: [line], mailLine: line.mailLine}
  return {
    version: 2,
    comments: [
      {
        author: `Jane ${markup}`,
        text: `Why not a flag?\n\tflags: ${markup}`,
        version: 1,
        on: {kind: 'code', file, line, hunk, text: '+#define KVM_BELL 2'},
        answers: [{author: 'A', text: markup}],
        state: 'unchanged',
        now: {patch, place: {file, line: mail.line}, lines: ['+#define KVM_BELL 2']},
      },
    ],
  }
}

async function twoPatches(): Promise<Results> {
  const text = 'Subject: [PATCH] KVM: Ring\n\nWhy.\n\n---\n+int lamp;\n'
  const mails = await readMails(
    `From a@b Thu Jan  1 00:00:00 1970\n${text}\nFrom a@b Thu Jan  1 00:00:00 1970\n${text}`,
    'mbox',
  )
  const patches = mails.map((mail) => ({number: 1, total: 1, subject: 'KVM: Ring', mailLine: mail.lineOf(3), mail}))
  return {...results, findings: patches.flatMap((patch) => results.findings.map((finding) => ({...finding, patch})))}
}

const known: Results['rules'] = rules.filter(({id}) => results.findings.some(({rule}) => rule === id))
const cases: readonly {readonly name: string; readonly shown: () => Promise<Results>}[] = [
  {name: 'findings', shown: async () => ({...results, rules: known})},
  {name: 'nothing', shown: async () => ({...results, findings: []})},
  {name: 'control characters', shown: async () => hostile()},
  {name: 'markup', shown: async () => injected},
  {name: 'two patches of one subject', shown: twoPatches},
  {name: 'a thread', shown: async () => ({...injected, ledger: await thread()})},
]

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  // One document, whose lines end as they end.
  rules: {'no-trailing-whitespace': 'off', 'long-title': 'off'},
})

describe.each(cases)('$name', ({shown}) => {
  test('is valid', async () => {
    const {results: reports} = await validator.validateString(await pageOf(await shown()))
    const messages = reports.flatMap(({messages}) => messages)
    expect(messages.map(({line, ruleId, message}) => `${line}: ${ruleId}: ${message}`)).toEqual([])
  })

  test('has no script, nothing from elsewhere, and each link leads somewhere', async () => {
    const page = await pageOf(await shown())
    const tags = [...page.matchAll(/<([a-z0-9]+)((?: [\w-]+="[^"]*")*)>/g)]
    expect(tags.length).toBe(page.replace(/<style>[\s\S]*?<\/style>/, '<style></style>').split(/<(?=[a-z])/).length - 1)
    const names = new Set(tags.map(([, name]) => name))
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'form']) expect(names).not.toContain(name)
    const attributes = tags.flatMap(([, , text = '']) => [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)])
    expect(attributes.filter(([, name = '']) => /^on|^src|^style$/.test(name))).toEqual([])
    const valuesOf = (wanted: string) => attributes.flatMap(([, name, value]) => (name === wanted ? [value] : []))
    const ids = new Set(valuesOf('id').map((id) => `#${id}`))
    expect(valuesOf('href').filter((href) => !ids.has(href ?? ''))).toEqual([])
    expect(page).not.toMatch(/url\(|@import/)
  })
})

test('every finding is there, with its line, the other side and its rule', async () => {
  const page = await pageOf({...results, rules: known})
  expect(page.match(/<article /g)).toHaveLength(results.findings.length)
  expect(page).toContain('<title>uapidoc: 1 error, 1 warning, 1 info</title>')
  expect(page).toContain('Unexpected member <code>colour</code> in <code>struct lamp</code>')
  expect(page).toContain('<span class="number">4</span>        __u32 <mark>colour</mark>;')
  expect(page).toContain('<p class="place">include/lamp.h:2: the member in the header</p>')
  expect(page).toContain('<p>The layout is the same, so a program')
  expect(page).toContain('<dt id="rule-struct-field-name">')
})

test('the thread comes first, its words whole', async () => {
  const page = await pageOf({...results, ledger: await thread()})
  expect(page.indexOf('v2: 1 of 1 open</h2>')).toBeGreaterThan(0)
  expect(page.indexOf('v2: 1 of 1 open</h2>')).toBeLessThan(page.indexOf('class="error"'))
  expect(page).toContain('<span class="added">+#define KVM_BELL 2</span>')
  expect(page).toContain('Why not a flag?\n        flags: &lt;/pre&gt;')
})
