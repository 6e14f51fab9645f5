/** What a template is filled with: a plain record, whose kinds the template declares. */

/**
 * `text`: shown as it is. `prose`: Markdown. `code`: lines of code. `fields`: names and their Markdown. `rows`: cells of
 * Markdown.
 */
export const placeholderKinds = ['text', 'prose', 'code', 'fields', 'rows'] as const

export type PlaceholderKind = (typeof placeholderKinds)[number]

export type TemplateValue = string | readonly (readonly string[])[]

export type TemplateValues = Readonly<Record<string, TemplateValue>>

export function isKind(kind: string): kind is PlaceholderKind {
  return placeholderKinds.some((known) => known === kind)
}

/** Whether a value is one of its kind; an empty one is as good as none where the placeholder is optional. */
export function isOfKind(value: TemplateValue, kind: PlaceholderKind): boolean {
  if (kind === 'text' || kind === 'prose' || kind === 'code') return typeof value === 'string'
  if (typeof value === 'string') return false
  return kind === 'rows' || value.every((entry) => entry.length === 2)
}
