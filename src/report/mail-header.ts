/** The header of a reply: to everybody who had the mail, below it in the thread. No From and no Date: nobody sent it yet. */

import {addressParser} from 'postal-mime'
import type {Mail} from '../model/index.ts'
import {addressField, type Person, textField} from '../write/index.ts'
import {escapeControls} from './escape.ts'

export function replyHeader({header}: Mail): readonly string[] {
  const {from, to, cc, subject, messageId, inReplyTo, references} = header
  const author = peopleIn(from)
  const known = new Set(author.map(({email}) => email.toLowerCase()))
  const others = peopleIn([to, cc].filter((list) => list !== '').join(', ')).filter(({email}) => {
    const key = email.toLowerCase()
    return !known.has(key) && known.add(key)
  })
  // Without References, In-Reply-To is all that is known of the thread (RFC 5322, 3.6.4).
  const above = references.length > 0 || inReplyTo === undefined ? references : [inReplyTo]
  const ids = [...above, ...(messageId === undefined ? [] : [messageId])].map((id) => `<${escapeControls(id)}>`)
  return [
    ...addresses('To', author),
    ...addresses('Cc', others),
    textField('Subject', `Re: ${escapeControls(folded(subject).replace(/^(?:re:\s*)+/i, ''))}`),
    ...(messageId === undefined ? [] : [`In-Reply-To: <${escapeControls(messageId)}>`]),
    ...(ids.length === 0 ? [] : [`References: ${ids.join('\n ')}`]),
  ]
}

/** `On …, Jane Doe wrote:`, as the mail gives its date. */
export function attribution({header: {from, date}}: Mail): string {
  const [author] = peopleIn(from)
  const who = author ? author.name || author.email : from
  return escapeControls(folded(`${date === '' ? '' : `On ${date}, `}${who} wrote:`))
}

/** Members of groups, too; `undisclosed-recipients:;` is nobody. */
function peopleIn(list: string): readonly Person[] {
  return addressParser(withoutComments(folded(list)), {flatten: true}).flatMap(({name, address}) =>
    address ? [{name: name === address ? '' : escapeControls(name), email: escapeControls(address)}] : [],
  )
}

/** `x86@kernel.org (maintainer:X86 (32-BIT))`, as get_maintainer.pl writes it: comments may hold comments. */
function withoutComments(list: string): string {
  let kept = ''
  let depth = 0
  for (const [part] of list.matchAll(/"(?:[^"\\]|\\.)*"|[()]|[^"()]+|"/g)) {
    if (part === ')' && depth > 0) depth--
    else if (part === '(') depth++
    else if (depth === 0) kept += part
  }
  return kept
}

/** Each on a line of its own. */
function addresses(name: string, people: readonly Person[]): readonly string[] {
  if (people.length === 0) return []
  const fields = people.map((person) =>
    person.name === '' ? person.email : addressField(name, person).slice(name.length + 2),
  )
  return [`${name}: ${fields.join(',\n ')}`]
}

const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
