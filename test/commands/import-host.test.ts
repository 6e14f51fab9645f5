/** `uapidoc import`: how the code of a patch orders accesses to the members that it adds. */

import {expect, test} from 'vitest'
import {importCommand} from '../../src/commands/import.ts'
import type {HostMemberData, Series} from '../../src/model/index.ts'
import {patchMail} from '../patch-mail.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

const header = 'include/linux/kvm_host.h'
const added = (text: string) => text.replaceAll(/^/gm, '+').replace(/\+$/, '')

async function hostOf(members: string, code: string): Promise<readonly HostMemberData[]> {
  const patch = patchMail({
    [header]: `@@ struct kvm {\n 	bool vm_dead;\n${added(members)} };\n`,
    'virt/kvm/kvm_main.c': added(`static void kvm_bell(struct kvm *kvm, bool on)\n{\n${code}}\n`),
  })
  const {world, stdout} = worldWith({directory: temporaryDirectory({'a.patch': patch})})
  await importCommand.run(['a.patch'], world)
  return (JSON.parse(stdout()) as Series).versions[0]?.host ?? []
}

const bool = '	bool bell;\n'

test.each([
  ['nothing is shown', bool, '	run(kvm);\n', {}],
  ['an access by itself', bool, '	kvm->bell = on;\n', {}],
  [
    'a mutex of the patch',
    '	struct mutex bell_lock;\n	bool bell;\n',
    '	mutex_lock(&kvm->bell_lock);\n	kvm->bell = on;\n	mutex_unlock(&kvm->bell_lock);\n',
    {lock: 'bell_lock', synchronisation: 'mutex'},
  ],
  [
    'a lock that is there',
    bool,
    '	mutex_lock(&kvm->lock);\n	if (on)\n		kvm->bell = on;\n	mutex_unlock(&kvm->lock);\n',
    {lock: 'kvm->lock', synchronisation: 'mutex'},
  ],
  [
    'a branch that lets go and leaves',
    bool,
    '	spin_lock(&kvm->mmu_lock);\n	if (!on) {\n		spin_unlock(&kvm->mmu_lock);\n		return;\n	}\n	kvm->bell = on;\n	spin_unlock(&kvm->mmu_lock);\n',
    {lock: 'kvm->mmu_lock', synchronisation: 'spinlock'},
  ],
  [
    'another access outside of the lock',
    bool,
    '	mutex_lock(&kvm->lock);\n	kvm->bell = on;\n	mutex_unlock(&kvm->lock);\n	run(kvm->bell);\n',
    {},
  ],
  [
    'a semaphore, held for reading and for writing',
    bool,
    '	down_read(&kvm->bells);\n	run(kvm->bell);\n	up_read(&kvm->bells);\n	down_write(&kvm->bells);\n	kvm->bell = on;\n	up_write(&kvm->bells);\n',
    {lock: 'kvm->bells', synchronisation: 'rwsem'},
  ],
  [
    'a rwlock',
    bool,
    '	write_lock(&kvm->mmu_lock);\n	kvm->bell = on;\n	write_unlock(&kvm->mmu_lock);\n',
    {lock: 'kvm->mmu_lock', synchronisation: 'rwlock'},
  ],
  [
    'a sequence count',
    bool,
    '	write_seqcount_begin(&kvm->bell_seq);\n	kvm->bell = on;\n	write_seqcount_end(&kvm->bell_seq);\n',
    {lock: 'kvm->bell_seq', synchronisation: 'seqcount'},
  ],
  ['guard()', bool, '	guard(mutex)(&kvm->lock);\n	kvm->bell = on;\n', {lock: 'kvm->lock', synchronisation: 'mutex'}],
  [
    'scoped_guard()',
    bool,
    '	scoped_guard(mutex, &kvm->lock) {\n		kvm->bell = on;\n	}\n',
    {lock: 'kvm->lock', synchronisation: 'mutex'},
  ],
  ['READ_ONCE', bool, '	run(READ_ONCE(kvm->bell));\n	WRITE_ONCE(kvm->bell, on);\n', {synchronisation: 'atomic'}],
  ['an atomic type', '	atomic_t bell;\n', '	atomic_inc(&kvm->bell);\n', {synchronisation: 'atomic'}],
  ['a reference count', '	refcount_t bell;\n', '	run(kvm);\n', {synchronisation: 'atomic'}],
  ['a wait for readers', bool, '	kvm->bell = on;\n	synchronize_srcu(&kvm->srcu);\n', {synchronisation: 'srcu'}],
  [
    'a pointer of SRCU',
    '	struct bell __rcu *bell;\n',
    '	run(srcu_dereference(kvm->bell, &kvm->srcu));\n',
    {synchronisation: 'srcu'},
  ],
  [
    'a pointer of RCU',
    '	struct bell __rcu *bell;\n',
    '	rcu_assign_pointer(kvm->bell, on);\n',
    {synchronisation: 'rcu'},
  ],
  [
    'a member of the same name elsewhere',
    bool,
    '	run(slot->bell);\n	mutex_lock(&kvm->lock);\n	kvm->bell = on;\n	mutex_unlock(&kvm->lock);\n',
    {lock: 'kvm->lock', synchronisation: 'mutex'},
  ],
])('%s', async (_, members, code, expected) => {
  const bell = (await hostOf(members, code)).find(({name}) => name === 'bell')
  const {lock, synchronisation} = bell ?? {}
  expect(bell).toBeDefined()
  expect({...(lock && {lock}), ...(synchronisation && {synchronisation})}).toEqual(expected)
})

test('whoever makes or frees it is alone with it', async () => {
  const patch = patchMail({
    [header]: `@@ struct kvm {\n 	bool vm_dead;\n+	bool bell;\n };\n`,
    'virt/kvm/kvm_main.c': added(`static struct kvm *kvm_create_vm(void)
{
	kvm->bell = false;
	return kvm;
}

static void kvm_bell(struct kvm *kvm)
{
	mutex_lock(&kvm->lock);
	kvm->bell = true;
	mutex_unlock(&kvm->lock);
}
`),
  })
  const {world, stdout} = worldWith({directory: temporaryDirectory({'a.patch': patch})})
  await importCommand.run(['a.patch'], world)
  const [bell] = (JSON.parse(stdout()) as Series).versions[0]?.host ?? []
  expect(bell).toMatchObject({lock: 'kvm->lock', synchronisation: 'mutex'})
})

test('two architectures may add a member of the same name', async () => {
  const hunk = '@@ struct kvm_arch {\n 	int a;\n+	bool bell;\n };\n'
  const files = ['x86', 'arm64'].map((one) => `arch/${one}/include/asm/kvm_host.h`)
  const patch = patchMail(Object.fromEntries(files.map((file) => [file, hunk])))
  const {world, stdout} = worldWith({directory: temporaryDirectory({'a.patch': patch})})
  await importCommand.run(['a.patch'], world)
  expect((JSON.parse(stdout()) as Series).versions[0]?.host.map(({file}) => file)).toEqual(files)
})
