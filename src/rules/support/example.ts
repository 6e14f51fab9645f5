/** Puts the small trees of examples together, so that an example shows what it is about and little else. */

import {kvmDocument, kvmHeader} from '../../uapi/index.ts'

export interface ExampleParts {
  readonly document: string
  /** `include/uapi/linux/kvm.h`. */
  readonly header?: string
  /** `arch/x86/include/uapi/asm/kvm.h`. */
  readonly x86?: string
  readonly arm64?: string
  /** Any other files by path. */
  readonly others?: Readonly<Record<string, string>>
}

/** The files of an example; x86 has an empty header of its own where nothing is given, arm64 has none. */
export function exampleFiles({
  document,
  header = '',
  x86 = '',
  arm64,
  others = {},
}: ExampleParts): Readonly<Record<string, string>> {
  return {
    [kvmDocument]: document,
    [kvmHeader]: header,
    'arch/x86/include/uapi/asm/kvm.h': x86,
    ...(arm64 !== undefined && {'arch/arm64/include/uapi/asm/kvm.h': arm64}),
    ...others,
  }
}

/** A section with an underline of the right length, a field list and a body. */
export function section(title: string, fields: Readonly<Record<string, string>>, body = ''): string {
  const list = Object.entries(fields).map(([name, value]) => `:${name}: ${value}\n`)
  return `${title}\n${'-'.repeat(title.length)}\n\n${list.join('')}${list.length > 0 ? '\n' : ''}${body}${body === '' ? '' : '\n'}\n`
}

/** A literal block. */
export function literal(code: string): string {
  const lines = code.split('\n').map((line) => (line === '' ? '' : `  ${line}`))
  return `::\n\n${lines.join('\n')}\n`
}

export interface ExampleCode {
  /** Cases of vm ioctls that all architectures serve: a name and its statements. */
  readonly vm?: Readonly<Record<string, string>>
  /** Cases that only x86 serves. */
  readonly x86?: Readonly<Record<string, string>>
  /** Other functions of x86. */
  readonly functions?: string
}

/** Files of an implementation for x86 and arm64, which serves what all serve. */
export function implementation({vm = {}, x86 = {}, functions = ''}: ExampleCode): Readonly<Record<string, string>> {
  const parameters = '(struct file *file, unsigned int request, unsigned long argument)'
  const forward = '\tdefault:\n\t\tr = kvm_arch_vm_ioctl(file, request, argument);\n'
  const refuse = '\tdefault:\n\t\tr = -ENOTTY;\n'
  return {
    'virt/kvm/kvm_main.c': `${checkExtension}${dispatcher(`static long kvm_vm_ioctl${parameters}`, vm, forward)}`,
    'arch/x86/kvm/x86.c': `${functions}${dispatcher(`int kvm_arch_vm_ioctl${parameters}`, x86, refuse)}`,
    'arch/arm64/kvm/arm.c': dispatcher(`int kvm_arch_vm_ioctl${parameters}`, {}, refuse),
  }
}

const checkExtension = `static int kvm_vm_ioctl_check_extension_generic(struct kvm *kvm, long argument)
{
\treturn kvm_vm_ioctl_check_extension(kvm, argument);
}

`

function dispatcher(signature: string, cases: Readonly<Record<string, string>>, otherwise: string): string {
  const lines = Object.entries(cases).map(([name, statements]) => `\tcase ${name}:\n${statements}\t\tbreak;\n`)
  return `${signature}
{
\tvoid __user *argp = (void __user *)argument;
\tlong r;

\tswitch (request) {
${lines.join('')}${otherwise}\t}
\treturn r;
}
`
}

/** Statements of a case that does something that cannot be looked into. */
export const does = '\t\tr = kvm_do_something(file);\n'
