/** What `simulate` shows: traces, claims, contention, each as text, data or picture. */

export {claimsJson, claimsMarkdown, claimsText, fairness} from './claims.ts'
export {
  type ContentionTable,
  contentionJson,
  contentionMarkdown,
  contentionSvg,
  contentionText,
  label as contentionLabel,
} from './contention.ts'
export {type Sequence, sequenceJson, sequenceMarkdown, sequenceMermaid, sequenceText} from './sequence.ts'
export {sequenceSvg} from './sequence-svg.ts'
