/** Lines of a hunk as the mail has them. */

import type {HunkLine} from '../../model/index.ts'

const signs = {context: ' ', added: '+', removed: '-'} as const

export const written = ({kind, text}: HunkLine): string => signs[kind] + text
