/** `render --patch`: a mail for each file that a series changes, and the cover letter. */

import type {Series, SeriesVersion} from '../model/index.ts'
import {InputError} from '../model/index.ts'
import {authorIn} from '../tree/index.ts'
import {
  type Change,
  coverLetter,
  fillTemplate,
  type MailFile,
  type PatchMail,
  type Person,
  type Rendering,
  type TemplateValues,
  toPlainText,
  writeMails,
} from '../write/index.ts'
import type {World} from './command.ts'
import type {RenderOptions} from './render-options.ts'
import {readTemplate} from './templates.ts'

export interface MailRequest {
  readonly series: Series
  readonly version: SeriesVersion
  readonly rendering: Rendering
  readonly options: RenderOptions
  /** Where to ask git who is writing. */
  readonly directory: string
  readonly world: World
}

/** None where nothing changes. Throws `InputError`. */
export async function renderMails(request: MailRequest): Promise<readonly MailFile[]> {
  const {series, rendering, options, directory, world} = request
  if (rendering.changes.length === 0) return []
  const git = await gitUser(directory)
  if (options.signoff && git instanceof InputError) throw git
  const author = git instanceof InputError ? series.author : git
  const trailer = options.signoff ? `\nSigned-off-by: ${author.name} <${author.email}>\n` : ''
  const envelope = {author, date: momentOf(series.date), version: world.version}
  const mails = rendering.changes.map((change): PatchMail => {
    const {subject, body} = filled(world, 'commit', commitValues(change, request))
    return {...change, subject, body: `${body}${trailer}`}
  })
  const cover = filled(world, 'cover', coverValues(request, mails))
  return [
    coverLetter({...cover, changes: rendering.changes, total: mails.length}, envelope),
    ...writeMails(mails, envelope),
  ]
}

async function gitUser(directory: string): Promise<Person | InputError> {
  try {
    const {name, email} = await authorIn(directory)
    return {name, email}
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

/** `2023-02-15T01:16:06+00:00` as git keeps a moment. The schema holds that it is one. */
function momentOf(date: string) {
  const zone = /([+-]\d{2}):?(\d{2})$/.exec(date)
  return {seconds: Math.floor(Date.parse(date) / 1000), zone: zone ? `${zone[1]}${zone[2]}` : '+0000'}
}

/** The first heading is the subject. */
function filled(world: World, name: string, values: TemplateValues): {readonly subject: string; readonly body: string} {
  const {file, text} = readTemplate(world.templates, name)
  const [heading, ...rest] = fillTemplate(text, file, values).children
  if (heading?.type !== 'heading')
    throw new InputError(`${file}: Unexpected first block, expected a heading: the subject`)
  return {subject: toPlainText([heading]).trim(), body: toPlainText(rest)}
}

function commitValues(change: Change, request: MailRequest): TemplateValues {
  const {series, version} = request
  const names = namesOf(version)
  const members = version.host.filter(({file}) => file === change.file).map(({name}) => `\`${name}\``)
  switch (change.kind) {
    case 'header':
      return {
        subject: `KVM: Add ${joined(names)} to the uapi headers`,
        problem: series.summary,
        change: version.summary,
      }
    case 'host':
      return {
        subject: `KVM: Keep the state behind ${joined(names)}`,
        problem: `The kernel has no member that holds the state behind ${joined(names)}.`,
        change: `Add ${joined(members)}, with the way in which accesses are ordered as a comment. Nothing reads or writes it yet.`,
      }
    case 'document':
      return {
        subject: `Documentation: KVM: Describe ${joined(names)}`,
        problem: `${joined(names)} can be compiled against, but nothing says what userspace may rely on.`,
        change: `Describe ${names.length === 1 ? 'it' : 'them'}: ${sectionList(request)}.`,
      }
  }
}

/** The names that the document has a section for. */
function namesOf({document}: SeriesVersion): readonly string[] {
  return document.sections.map(({name}) => name)
}

function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

function sectionList({rendering}: MailRequest): string {
  const {sections, numbers} = rendering
  const places = sections.map(({section}) =>
    section.kind === 'exit' ? '5' : (numbers.sections.get(section.name) ?? ''),
  )
  return `section${places.length === 1 ? '' : 's'} ${joined(places)}`
}

function coverValues({series, version}: MailRequest, mails: readonly PatchMail[]): TemplateValues {
  // What became of a comment is said of the last version.
  const isLast = version.id === series.versions.at(-1)?.id
  const decisions = (isLast ? series.versions : [])
    .flatMap(({reviews}) => reviews)
    .map(({who, what, resolution}) => {
      const answer = resolution.status === 'adopted' ? resolution.how : resolution.why
      return `- ${who}: ${what} ${resolution.status[0]?.toUpperCase()}${resolution.status.slice(1)}: ${answer}`
    })
  return {
    subject: series.subject,
    summary: `${series.summary.trimEnd()}\n\n${version.summary}`,
    patches: mails.map(({subject}) => `- ${subject}`).join('\n'),
    ...(decisions.length > 0 ? {decisions: decisions.join('\n')} : {}),
  }
}
