/** A document for userspace explains nothing by the kernel's insides. */

import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches} from './support/documents.ts'

export const kernelInternals = definePatchRule({
  id: 'kernel-internals',
  scope: 'patch',
  severity: 'warning',
  summary: 'A document for userspace explains nothing by the inside of the kernel.',
  why: 'Who writes a virtual machine monitor sees system calls, file descriptors and memory. Names of functions, locks and control structures of the kernel tell them nothing, and change.',
  source: 'Documentation/process/adding-syscalls.rst; review of KVM_CAP_MEM_FAULT_NOWAIT, 2023',
  messages: {
    term: (term, meaning) => `Unexpected \`${term}\` in a document for userspace, expected ${meaning}`,
  },
  check(input, report) {
    // Once a section is enough.
    const said = new Set<string>()
    for (const {pattern, instead} of terms) {
      for (const {match, place, block} of addedMatches(input, pattern)) {
        // A guest's own structures are what a specification calls them.
        if (/nested|\bGHCB\b|specification/i.test(`${block.section?.title} ${block.text}`)) continue
        const key = `${block.section?.place.offset} ${match[0]}`
        if (said.has(key)) continue
        said.add(key)
        report('term', [match[0], instead], {symbol: match[0], place})
      }
    }
  },
  examples: [
    {
      name: 'a function of the kernel',
      files: {
        'Documentation/virt/kvm/api.rst': `+When this is enabled, failures of fast get_user_pages cause an exit.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:40: warning: Unexpected `get_user_pages` in a document for userspace, expected what userspace can see of it, such as memory that is not mapped',
      ],
    },
    {
      name: 'system calls, a struct that userspace compiles against, and a document for who works on the kernel',
      files: {
        'Documentation/virt/kvm/locking.rst': `+kvm->lock is taken outside kvm->slots_lock and kvm->irq_lock.
`,
        'Documentation/virt/kvm/api.rst': `+Userspace calls mmap() and KVM_GET_USER_PAGES, and fills struct kvm_vcpu_events.
`,
      },
      expected: [],
    },
  ],
})

interface Term {
  readonly pattern: RegExp
  /** What userspace knows in its place. */
  readonly instead: string
}

const memory = 'what userspace can see of it, such as memory that is not mapped'
const locking = 'what may be called when, and from which thread'
const behaviour = 'what userspace can see or do'

const terms: readonly Term[] = [
  {pattern: /\b_?_?get_user_pages\w*(?:\(\))?|\bGUP(?:-fast)?\b|\bgup_fast\b/g, instead: memory},
  {
    pattern: /\b(?:struct page|page table lock|mmap_(?:lock|sem)|kvm_pfn_t|hva_to_pfn\w*|gfn_to_pfn\w*)\b/g,
    instead: memory,
  },
  {
    pattern: /\b(?:mmu_lock|slots_lock|irq_lock|kvm->lock|vcpu->mutex|spinlocks?|rwlocks?|SRCU|srcu)\b/g,
    instead: locking,
  },
  {pattern: /\b(?:per-)?VMCB(?!\d)\b/g, instead: behaviour},
  {
    pattern:
      /\b(?:[sS]-?EPTs?|SPTEs?|rmaps?|TDP|(?:secondary|shadow) MMU|(?:mmu|MMU) notifiers?|zaps?|zapp(?:ed|ing)|folios?|memcg)\b/g,
    instead: memory,
  },
  {
    pattern: /\b(?:RCU|kvm_mmu_\w+|preempt(?:ion)? notifiers?|softirqs?|hrtimers?|reference counts?|refcounts?)\b/g,
    instead: behaviour,
  },
  {pattern: /\bKVM_REQ_[A-Z_]+\b|\b(?:vcpu|kvm)->(?!run\b)\w+(?:\.\w+)?/g, instead: behaviour},
  {pattern: /\b(?:virt|arch\/\w+)\/kvm\/[\w/-]+\.[ch]\b/g, instead: behaviour},
  {pattern: /\bstruct kvm_(?:vcpu|arch|vcpu_arch)\b(?! *\{)/g, instead: behaviour},
  {
    pattern:
      /\b_*(?!(?:arch_prctl|memfd_\w+|userfault\w+|epoll_\w+|pthread_\w+|sched_\w+|process_\w+|io_\w+|sys_\w+|perf_event_open|sigprocmask|timer\w*_\w+|clock_\w+)\()[a-z][a-z0-9]*(?:_[a-z0-9]+)+\(\)/g,
    instead: behaviour,
  },
  {pattern: /\b(?:k[mz]alloc|vmalloc|kvfree|kthreads?|workqueues?)\b/g, instead: behaviour},
]
