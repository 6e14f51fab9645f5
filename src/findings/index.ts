/** What is done with findings before anybody reads them: order, fingerprint, baseline, filters, exit level. */

export {type IdentifiedFinding, identify, type LinesOf} from './fingerprint.ts'
export {countBySeverity, fails} from './level.ts'
export {compareFindings, inOrder} from './order.ts'
