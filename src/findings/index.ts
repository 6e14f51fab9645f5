/** What is done with findings before anybody reads them: order, fingerprint, baseline, severity, exit level. */

export {
  type BaselineEntry,
  formatBaseline,
  parseBaseline,
  type Ratcheted,
  ratchet,
  updateBaseline,
} from './baseline.ts'
export {type IdentifiedFinding, identify, type LinesOf} from './fingerprint.ts'
export {countBySeverity, fails} from './level.ts'
export {inOrder} from './order.ts'
export {withSeverities} from './severity.ts'
