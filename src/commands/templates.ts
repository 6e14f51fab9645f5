/** The templates of what is generated, which are files, so that whoever wants other words can read and change them. */

import {readFileSync} from 'node:fs'
import {InputError} from '../model/index.ts'
import {type SectionTemplates, type SectionText, sectionTextWith, type TemplateFile} from '../write/index.ts'

/** Throws `InputError` where the file cannot be read. */
export function readTemplate(directory: URL, name: string): TemplateFile {
  const file = `templates/${name}.md`
  try {
    return {file, text: readFileSync(new URL(`${name}.md`, directory), 'utf8')}
  } catch (error) {
    throw new InputError(`${file}: Unexpected ${error instanceof Error ? error.message : error}, expected a template`)
  }
}

/** The templates of all kinds of sections. Throws `InputError` where one cannot be read. */
export function readSectionTemplates(directory: URL): SectionTemplates {
  return {
    ioctl: readTemplate(directory, 'ioctl'),
    capability: readTemplate(directory, 'capability'),
    exit: readTemplate(directory, 'exit'),
  }
}

/** Throws `InputError` where one cannot be read. */
export function sectionTemplates(directory: URL): SectionText {
  return sectionTextWith(readSectionTemplates(directory))
}
