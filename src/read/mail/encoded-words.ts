/** RFC 2047's encoded words. Few mails have any: this module, and postal-mime with it, is loaded when one does. */

import {decodeWords} from 'postal-mime'

export {decodeWords}

const encodedWords = /(?<!")=\?[^?\s]+\?[bq]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[bq]\?[^?\s]*\?=)*/gi

/** In a list of addresses, a comma of a name that was encoded is none between two: such a name is quoted. */
export function decodeNames(text: string): string {
  const parts = text.replaceAll(encodedWords, (encoded) => {
    const name = decodeWords(encoded)
    return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name
  })
  // What is left stands in quotes already.
  return decodeWords(parts)
}
