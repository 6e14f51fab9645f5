/** Templates: Markdown with placeholders. Filled, they are mdast, which becomes a document's section or a mail. */

export {fillTemplate} from './fill.ts'
export {type PlaceholderKind, placeholderKinds, type TemplateValue, type TemplateValues} from './values.ts'
