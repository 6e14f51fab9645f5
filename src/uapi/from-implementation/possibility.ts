/** What a configuration may make of a condition: nothing ever holds by chance, and nobody's choice is known. */

/** `always`: in every build that has KVM. `possible`: where somebody chooses so, or nobody knows. */
export type Possibility = 'never' | 'possible' | 'always'

const order: Readonly<Record<Possibility, number>> = {never: 0, possible: 1, always: 2}

export function both(left: Possibility, right: Possibility): Possibility {
  return order[left] < order[right] ? left : right
}

export function either(left: Possibility, right: Possibility): Possibility {
  return order[left] > order[right] ? left : right
}

export function opposite(value: Possibility): Possibility {
  if (value === 'possible') return 'possible'
  return value === 'never' ? 'always' : 'never'
}
