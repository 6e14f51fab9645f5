/** What was said of `v1` on the list, in words of our own, and what became of it. */

import type {ReviewComment} from 'uapidoc/series'

export const v1Reviews = [] satisfies readonly ReviewComment[]
