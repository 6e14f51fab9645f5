/** Changes as a series of mails that `git am` takes, each on top of the one before it. */

import {type Moment, mailDate} from './date.ts'
import {diffStat, type FileChange, gitDiff} from './git-diff.ts'
import {addressField, isAscii, mimeFields, type Person, textField} from './mail-header.ts'

export interface PatchMail extends FileChange {
  /** Without `[PATCH]`. */
  readonly subject: string
  /** Why, in lines of at most 72 columns; ends with a newline. */
  readonly body: string
}

export interface Envelope {
  readonly author: Person
  readonly date: Moment
  /** Of uapidoc; the mail's signature. */
  readonly version: string
}

export interface MailFile {
  /** `0001-Documentation-KVM-Fix-it.patch`. */
  readonly name: string
  readonly text: string
}

export function writeMails(mails: readonly PatchMail[], envelope: Envelope): readonly MailFile[] {
  return mails.map((mail, index) => writeMail(mail, envelope, index + 1, mails.length))
}

/** git's own magic date, by which file(1) and others know that it is no mailbox of somebody (git-format-patch(1)). */
const mailboxLine = `From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001`

function writeMail(mail: PatchMail, {author, date, version}: Envelope, number: number, total: number): MailFile {
  const diff = gitDiff(mail)
  const content = `${mail.body}---\n${diffStat([{...mail, ...diff}])}\n${diff.text}`
  const subject = `${tag(number, total)} ${mail.subject}`
  return {
    name: mailName(number, mail.subject),
    text: mailText(subject, content, {author, date, version}),
  }
}

export interface CoverLetter {
  /** Without `[PATCH 0/n]`. */
  readonly subject: string
  /** Ends with a newline. */
  readonly body: string
  readonly changes: readonly FileChange[]
  /** How many mails it goes with. */
  readonly total: number
}

/** It changes nothing, at which `git am` would stop: it is no `.patch`, but a `.cover`, as b4 calls it. */
export const coverName = '0000-cover-letter.cover'

export function coverLetter({subject, body, changes, total}: CoverLetter, envelope: Envelope): MailFile {
  const stat = diffStat(changes.map((change) => ({...change, ...gitDiff(change)})))
  const number = '0'.repeat(String(total).length)
  return {
    name: coverName,
    text: mailText(`[PATCH ${number}/${total}] ${subject}`, `${body}\n${stat}\n`, envelope),
  }
}

function mailText(subject: string, content: string, {author, date, version}: Envelope): string {
  const lines = [
    mailboxLine,
    addressField('From', author),
    `Date: ${mailDate(date)}`,
    textField('Subject', subject),
    ...(isAscii(content) ? [] : mimeFields),
    '',
    `${content}-- \nuapidoc ${version}\n`,
  ]
  return `${lines.join('\n')}\n`
}

/** The number is as wide as the last one, so that mails sort by their subjects. */
function tag(number: number, total: number): string {
  if (total === 1) return '[PATCH]'
  return `[PATCH ${String(number).padStart(String(total).length, '0')}/${total}]`
}

/** At most 64 characters, as `git format-patch` names them. */
export function mailName(number: number, subject: string): string {
  const words = subject.replaceAll(/[^A-Za-z0-9._]+/g, '-').replaceAll(/\.{2,}/g, '.')
  const suffix = '.patch'
  const name = `${String(number).padStart(4, '0')}-${words.replace(/^[-.]+/, '')}`.slice(0, 63 - suffix.length)
  return `${name.replace(/[-.]+$/, '')}${suffix}`
}
