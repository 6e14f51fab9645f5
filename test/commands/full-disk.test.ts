/** A disk that is full and a tree that is read-only, in a mount namespace of their own: one line, and nothing half-written. */

import {spawnSync} from 'node:child_process'
import {describe, expect, test} from 'vitest'
import {temporaryDirectory} from '../temporary.ts'
import {commandFile, useCommand} from '../uapidoc.ts'

useCommand()

/** To root no permission forbids anything, so file systems do; whoever may not mount them has this tested elsewhere. */
const mayMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

const document = 'Documentation/virt/kvm/api.rst'
const header = 'include/uapi/linux/kvm.h'
const tree = {
  [document]: `4. Calls\n========\n\n4.1 KVM_A\n---------\n\nAbout A.\n`,
  [header]:
    '#define KVMIO 0xAE\n#define KVM_CAP_A 1\n#define KVM_CAP_B 2\n\n#define KVM_A _IO(KVMIO, 0x41)\n#define KVM_B _IO(KVMIO, 0x42)\n',
}

/** Runs a command line in `/mnt`, which `mount` makes of the tree; then says what is there. */
function inMount(mount: string, command: string) {
  const source = temporaryDirectory(tree)
  const script = `
    set -e
    ${mount}
    cd /mnt
    before=$(find . -type f | sort | xargs md5sum)
    set +e
    ${process.execPath} ${commandFile} ${command}
    status=$?
    [ "$before" = "$(find . -type f | sort | xargs md5sum)" ] || echo 'something has changed'
    exit $status`
  const {status, stdout, stderr} = spawnSync('unshare', ['--mount', 'sh', '-c', script], {
    encoding: 'utf8',
    env: {PATH: process.env.PATH, SOURCE: source, GIT_CONFIG_GLOBAL: '/dev/null'},
  })
  return {status, stdout, stderr}
}

const full =
  'mount -t tmpfs -o size=96k none /mnt; cp -r "$SOURCE"/. /mnt; head -c 1M /dev/zero 2>&- >/mnt/rest || true'
const readOnly = 'mount --bind "$SOURCE" /mnt; mount -o remount,bind,ro /mnt'

describe.skipIf(!mayMount)('render', () => {
  test.each([
    [
      'on a full disk',
      full,
      'render pre-fault-memory --write',
      /kvm\.h: Unexpected ENOSPC: .*, expected to write there$/,
    ],
    ['mails on a full disk', full, 'render pre-fault-memory --patch out', /out\/0.*: Unexpected ENOSPC: .*$/],
    [
      'in a read-only tree',
      readOnly,
      'render pre-fault-memory --write',
      /: Unexpected EROFS: .*, expected to write there$/,
    ],
    [
      'mails into a read-only tree',
      readOnly,
      'render pre-fault-memory --patch out',
      /out: Unexpected EROFS, expected .*$/,
    ],
    ['a skeleton into one', readOnly, 'render --skeleton KVM_B --write', /api\.rst: Unexpected EROFS: .*$/],
  ])('%s', (_, mount, command, message) => {
    const {status, stdout, stderr} = inMount(mount, command)
    const lines = stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !line.includes('left out'))
    expect([status, stdout]).toEqual([2, ''])
    expect(lines.at(-1)).toMatch(message)
    expect(stderr).not.toMatch(/written$|\n +at /m)
  })
})
