/** Longer names are compared by their beginning, to bound the work. */
const comparedLength = 100

/** The Levenshtein distance between two texts. */
const distance = (from: string, to: string): number => {
  let costs = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const change = (costs[j] as number) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (costs[j + 1] as number) + 1, (next[j] as number) + 1))
    }
    costs = next
  }
  return costs[to.length] as number
}

/** Returns the known name that is most like an unknown one. */
export const nearest = (name: string, known: readonly string[]): string => {
  const compared = name.slice(0, comparedLength)
  const distances = new Map(known.map(each => [each, distance(compared, each)]))
  return known.toSorted((a, b) => (distances.get(a) as number) - (distances.get(b) as number))[0] as string
}
