/** The series that come with the package; each is loaded when somebody asks for it. */

import type {Series} from '../model/index.ts'

export const shipped: Readonly<Record<string, () => Promise<{readonly default: Series}>>> = {
  'memory-fault-exits': () => import('../../series/memory-fault-exits/index.ts'),
  'memory-fault-info': () => import('../../series/memory-fault-info/index.ts'),
  'pre-fault-memory': () => import('../../series/pre-fault-memory/index.ts'),
}

export const shippedSeries: readonly string[] = Object.keys(shipped)
