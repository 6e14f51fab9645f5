/**
 * A model of contention, no prediction of time. During post-copy every vCPU touches a page that has not arrived, again and
 * again. One unit is what it takes to bring a page. Without the exits, one thread reads the userfaultfd and brings one page
 * after the other; with them, each vCPU's thread brings its own.
 */

export interface Contention {
  readonly vcpus: number
  /** Units from the first fault to the last page. */
  readonly queued: Waits
  readonly exiting: Waits
}

export interface Waits {
  readonly units: number
  /** Of one fault, on average and at most, in units. */
  readonly mean: number
  readonly longest: number
}

/** Each vCPU touches `pages` pages, one after the other, and the next as soon as it has the last. */
export function contention(vcpus: number, pages: number): Contention {
  return {vcpus, queued: serve(vcpus, pages, 1), exiting: serve(vcpus, pages, vcpus)}
}

interface Fault {
  readonly vcpu: number
  /** When it was raised. */
  readonly at: number
}

/** `servers` pages are brought in a unit; whoever has its page raises its next fault at once, and stands at the end. */
function serve(vcpus: number, pages: number, servers: number): Waits {
  const left = Array.from({length: vcpus}, () => pages)
  let queue: Fault[] = left.map((_, vcpu) => ({vcpu, at: 0}))
  let [units, sum, longest] = [0, 0, 0]
  while (queue.length > 0) {
    units++
    const served = queue.slice(0, servers)
    queue = queue.slice(servers)
    for (const {vcpu, at} of served) {
      const waited = units - at
      sum += waited
      longest = Math.max(longest, waited)
      left[vcpu] = (left[vcpu] ?? 0) - 1
      if ((left[vcpu] ?? 0) > 0) queue.push({vcpu, at: units})
    }
  }
  return {units, mean: sum / (vcpus * pages), longest}
}
