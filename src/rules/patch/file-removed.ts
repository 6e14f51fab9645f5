/** The document and the headers stay. */

import {type FileDiff, type Mail, type Place, placeOf} from '../../model/index.ts'
import {kindOfFile} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'

export const fileRemoved = definePatchRule({
  id: 'file-removed',
  scope: 'patch',
  severity: 'warning',
  summary: 'A document or a header of the interface is not deleted.',
  why: 'Programs that include the header no longer compile; what is no longer documented, the kernel still has to do.',
  source: 'Documentation/process/stable-api-nonsense.rst: the interface to userspace is stable; scripts/check-uapi.sh',
  messages: {
    document: (path) => `Unexpected removal of \`${path}\`, expected what the kernel does to stay documented`,
    header: (path) => `Unexpected removal of \`${path}\`, expected programs that include it to compile`,
  },
  check(input, report) {
    const {patch, series} = input
    for (const file of patch.files) {
      const {before, operation} = file
      const kind = kindOfFile(before ?? '')
      if (before === undefined || operation !== 'delete') continue
      // With a tree, `symbol-removed` has read what was in the header. Others go with their architecture or driver.
      const isOwn = kind === 'document' || (kind === 'header' && !series.patched && ownHeader(input).test(before))
      if (!isOwn) continue
      report(kind === 'document' ? kind : 'header', [before], {symbol: before, place: diffPlace(patch.mail, file)})
    }
  },
  examples: [
    {
      name: 'the document',
      files: {
        'Documentation/virt/kvm/api.rst': '-The bell.\n',
        'include/uapi/linux/kvm.h': '-#define KVM_CAP_BELL 2\n',
      },
      expected: [
        '-:8:1: warning: Unexpected removal of `Documentation/virt/kvm/api.rst`, expected what the kernel does to stay documented',
        '-:14:1: warning: Unexpected removal of `include/uapi/linux/kvm.h`, expected programs that include it to compile',
      ],
    },
    {
      name: 'a line of the document, a file of the code, and a header that goes with its driver',
      files: {
        'include/uapi/linux/bell.h': '-#define BELL 1\n',
        'Documentation/virt/kvm/api.rst': ' A bell.\n-The bell.\n',
        'virt/kvm/bell.c': '-int bell;\n',
      },
      expected: [],
    },
  ],
})

/** `linux/kvm.h`, `asm/kvm_para.h`. */
const ownHeader = ({prefix}: PatchInput): RegExp => new RegExp(`/${prefix.toLowerCase()}(?:_\\w+)?\\.h$`)

/** Where its diff begins in the mail: nothing of the file is left to point at. */
function diffPlace({file}: Mail, {mailLine: line}: FileDiff): Place {
  return placeOf(file, {start: {line, column: 1, offset: 0}, end: {line, column: 1, offset: 0}})
}
