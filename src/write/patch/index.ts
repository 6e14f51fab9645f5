/** Writing changes as mails for `git am`. */

export type {Moment} from './date.ts'
export {type FileChange, type GitDiff, gitDiff} from './git-diff.ts'
export {
  type CoverLetter,
  coverLetter,
  coverName,
  type Envelope,
  type MailFile,
  mailName,
  type PatchMail,
  writeMails,
} from './mail.ts'
export {addressField, isAscii, mimeFields, type Person, textField} from './mail-header.ts'
export {type ChangedStruct, type StructMail, structMail} from './struct-mail.ts'
