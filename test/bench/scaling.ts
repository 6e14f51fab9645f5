/**
 * `npm run bench:scaling`: ten times the input takes about ten times as long. Mails that were made up, each with much of one
 * thing; a row that grows by more than twice its share is superlinear and fails. KERNEL_TREES names a tree to hold them
 * against, if any; an argument, the rows.
 */

import {reviewMails} from '../../src/commands/review-mails.ts'
import {findMails} from '../../src/read/mail/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {patchMail} from '../patch-mail.ts'

const header = 'include/uapi/linux/kvm.h'
const code = 'virt/kvm/kvm_main.c'
const document = 'Documentation/virt/kvm/api.rst'

const times = (count: number, text: (index: number) => string): string =>
  Array.from({length: count}, (_, i) => text(i)).join('')

const ioctl = (i: number) => `+#define KVM_RING_${i} _IOW(KVMIO, ${i}, struct kvm_ring_${i})\n`
const handler = (i: number) => `@@ static int kvm_ring_${i}(struct kvm *kvm)
+static int kvm_ring_${i}(struct kvm *kvm, struct kvm_ring_${i} __user *argp)
+{
+	struct kvm_ring_${i} ring;
+
+	if (copy_from_user(&ring, argp, sizeof(ring)))
+		return -EFAULT;
+	if (ring.flags)
+		return -EINVAL;
+	return 0;
+}
`
const cases = (count: number) =>
  `@@ static long kvm_vm_ioctl(struct file *filp,\n${times(count, (i) => `+	case KVM_RING_${i}:\n+		r = kvm_ring_${i}(kvm, argp);\n+		break;\n`)} 	default:\n`

/** What there is much of, as mails of a given number of it, and the smaller number. */
const inputs: Readonly<Record<string, readonly [number, (count: number) => string]>> = {
  mails: [
    100,
    (count) =>
      times(
        count,
        (i) =>
          `From 0 Mon Sep 17 00:00:00 2001\n${patchMail({[header]: '+#define KVM_CAP_BELL 900\n'}).replace('<1@', `<${i}@`)}\n`,
      ),
  ],
  'patches of a series': [
    100,
    (count) =>
      times(count, (i) => {
        const mail = patchMail(
          {[header]: `-#define KVM_CAP_OLD_${i} ${i}\n+#define KVM_CAP_NEW_${i} ${i}\n`, [code]: handler(i)},
          {subject: `[PATCH ${i + 1}/${count}] KVM: Change it`},
        )
        return `From 0 Mon Sep 17 00:00:00 2001\n${mail.replace('<1@', `<${i}@`)}\n`
      }),
  ],
  files: [
    300,
    (count) =>
      patchMail(Object.fromEntries(Array.from({length: count}, (_, i) => [`virt/kvm/ring${i}.c`, handler(i)]))),
  ],
  'ioctls with handlers': [
    100,
    (count) =>
      patchMail({
        [header]: times(count, (i) => `+struct kvm_ring_${i} {\n+	__u64 flags;\n+};\n${ioctl(i)}`),
        [code]: times(count, handler) + cases(count),
      }),
  ],
  'hunks of a file': [
    1000,
    (count) =>
      patchMail({
        [code]: times(
          count,
          (i) => `@@ -${10 * i + 1},1 +${11 * i + 1},2 @@ int ring(void)\n context_${i}();\n+	ring(${i});\n`,
        ),
      }),
  ],
  'lines of a hunk': [
    5000,
    (count) => patchMail({[code]: `+void ring(void)\n+{\n${times(count, (i) => `+	ring(${i});\n`)}+}\n`}),
  ],
  'characters of a line': [
    100_000,
    (count) =>
      patchMail({
        [code]: `+int ring[] = {${'1, '.repeat(count / 3)}};\n`,
        [header]: `+#define KVM_RING "${'a'.repeat(count)}"\n`,
      }),
  ],
  'characters of a paragraph': [
    20_000,
    (count) => patchMail({[document]: `+Rings the bell.\n+\n+${'The bell rings. '.repeat(count / 16)}\n`}),
  ],
  sections: [
    200,
    (count) =>
      patchMail({
        [document]: times(
          count,
          (i) =>
            `+4.${200 + i} KVM_RING_${i}\n+${'-'.repeat(20)}\n+\n+:Capability: KVM_CAP_RING_${i}\n+:Architectures: all\n+:Type: vm ioctl\n+:Parameters: struct kvm_ring (in)\n+:Returns: 0 on success, -EINVAL on error\n+\n+Rings \`\`struct kvm_ring_${i}\`\`, and returns -EINVAL.\n+\n`,
        ),
        [header]: times(count, ioctl),
      }),
  ],
  'structs of a header': [
    500,
    (count) =>
      patchMail({[header]: times(count, (i) => `+struct kvm_ring_${i} {\n+	__u32 flags;\n+	__u64 bell;\n+};\n`)}),
  ],
  'members of a struct': [
    1000,
    (count) => patchMail({[header]: `+struct kvm_ring {\n${times(count, (i) => `+	__u64 bell_${i};\n`)}+};\n`}),
  ],
  bits: [1000, (count) => patchMail({[header]: times(count, (i) => `+#define KVM_RING_${i} (1 << ${i})\n`)})],
  capabilities: [
    500,
    (count) => patchMail({[header]: times(count, (i) => `+#define KVM_CAP_RING_${i} ${1000 + i}\n`)}),
  ],
  'host members': [
    300,
    (count) =>
      patchMail({
        'include/linux/kvm_host.h': `@@ struct kvm {\n${times(count, (i) => `+	spinlock_t lock_${i};\n+	bool bell_${i};\n`)}`,
        [code]: times(
          count,
          (i) =>
            `@@ void ring_${i}(struct kvm *kvm)\n+	spin_lock(&kvm->lock_${i});\n+	kvm->bell_${i} = true;\n+	spin_unlock(&kvm->lock_${i});\n`,
        ),
      }),
  ],
  'nested braces': [
    60,
    (count) =>
      patchMail({
        [code]: `+void ring(void)\n+{\n${'+	if (a) {\n'.repeat(count)}+	ring();\n${'+	}\n'.repeat(count)}+}\n`,
      }),
  ],
  'nested structs': [
    60,
    (count) =>
      patchMail({
        [header]: `+struct kvm_ring {\n${'+	struct {\n'.repeat(count)}+	__u64 bell;\n${times(count, (i) => `+	} a${i};\n`)}+};\n`,
      }),
  ],
  'nested parentheses': [
    100,
    (count) =>
      patchMail({
        [code]: `+int ring = ${'('.repeat(count)}1${')'.repeat(count)};\n+void f(void)\n+{\n+	ring = ${'('.repeat(count)}1${')'.repeat(count)};\n+}\n`,
      }),
  ],
}

const [tree] = (process.env.KERNEL_TREES ?? '').split(':').filter((name) => name !== '')
const options = tree === undefined ? {} : {tree: directoryTree(tree)}

async function seconds(text: string): Promise<number> {
  const start = process.hrtime.bigint()
  await reviewMails(findMails(Buffer.from(text), 'mail'), options)
  return Number(process.hrtime.bigint() - start) / 1e9
}

/** What it takes whatever the size, seconds. */
const least = 0.05
const [, , only = ''] = process.argv
for (const [name, [count, mails]] of Object.entries(inputs)) {
  if (!name.includes(only)) continue
  await seconds(mails(Math.ceil(count / 10)))
  const [small, large] = [await seconds(mails(count)), await seconds(mails(10 * count))]
  const ratio = large / Math.max(small, least)
  console.log(
    `${name.padEnd(26)} ${count}: ${small.toFixed(2)} s, ten times as many: ${large.toFixed(2)} s, ${ratio.toFixed(1)} times`,
  )
  if (ratio > 20) process.exitCode = 1
}
