/** What may stand in uapidoc.config.json. The published JSON schema is made from this, too. */

import {array, description, type InferOutput, minLength, optional, picklist, pipe, strictObject, string} from 'valibot'
import {architectures, failOnLevels, severities} from '../model/index.ts'

/** Names that config cannot know by itself, since it stands below those who define them. */
export interface KnownNames {
  readonly rules: readonly string[]
  readonly formats: readonly string[]
}

export function configSchema({rules, formats}: KnownNames) {
  const path = (text: string) => optional(pipe(string(), minLength(1), description(text)))
  const levels = Object.fromEntries(rules.map((id) => [id, optional(picklist(['off', ...severities]))]))
  return strictObject({
    $schema: path('Where this schema is, for editors.'),
    document: path('The document, relative to the tree.'),
    header: path('The header, relative to the tree; the ones it includes are found by themselves.'),
    architectures: optional(
      pipe(
        array(picklist(architectures)),
        minLength(1),
        description('Directory names under arch/; all where left out.'),
      ),
    ),
    failOn: optional(
      pipe(picklist(failOnLevels), description('The least severe finding that makes the exit status 1.')),
    ),
    format: optional(pipe(picklist(formats), description('How findings are shown.'))),
    only: optional(pipe(array(picklist(rules)), minLength(1), description('The only rules to ask.'))),
    rules: optional(pipe(strictObject(levels), description('Another severity for a rule, or "off".'))),
    baseline: path('A file with known findings, relative to this one; see `uapidoc check --baseline`.'),
  })
}

export type Config = Readonly<InferOutput<ReturnType<typeof configSchema>>>
