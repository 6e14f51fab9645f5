/** The configurations that claims are explored in, each by what it is about. */

export {answering, outcomes, race, stuck, swapping, undisturbed} from './answering.ts'
export {type Bound, defaultBound, everything, largestBound} from './everything.ts'
export {addresses, attributes, emulation, hopeless, memslots} from './faults.ts'
export {stories} from './stories.ts'
export {contest, enabling, fresh, switching, toggling, unsupported} from './toggling.ts'
