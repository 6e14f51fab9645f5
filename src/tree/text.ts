/** Bytes to text: every reader takes text, so what is none is refused here, once, with the name of the file. */

import {type Buffer, isUtf8} from 'node:buffer'
import {InputError} from '../model/index.ts'

export function decodeText(bytes: Buffer, name: string): string {
  const nul = bytes.indexOf(0)
  if (nul >= 0) throw new InputError(`${name}: Unexpected NUL byte at offset ${nul}, expected a text file`)
  if (!isUtf8(bytes)) {
    throw new InputError(`${name}:${firstBadLine(bytes)}: Unexpected bytes that are not UTF-8, expected a text file`)
  }
  // `toString` keeps a byte order mark, which TextDecoder drops; offsets have to stay those of the file.
  return bytes.toString('utf8')
}

/** The 1-based line of the first sequence that is not UTF-8. A line feed is never part of a longer sequence. */
function firstBadLine(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed + 1
    if (!isUtf8(bytes.subarray(start, end))) break
    start = end
  }
  return line
}

/** What `readAll` does with a file that is no text where its caller does not say. */
export function rethrow(problem: InputError): never {
  throw problem
}
