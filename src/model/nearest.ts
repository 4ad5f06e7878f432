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

/** Known names are shorter. */
const longest = 64

/**
 * Returns the known names that a misspelt name may stand for, in any case, nearest first.
 *
 * @param most maximum distance in letters; default: any
 */
export const nearestTo = (name: string, known: readonly string[], most = Number.POSITIVE_INFINITY): string[] =>
  known
    .map(each => ({ each, letters: distance(name.slice(0, longest).toLowerCase(), each.toLowerCase()) }))
    .filter(({ letters }) => letters <= most)
    .sort((a, b) => a.letters - b.letters)
    .map(({ each }) => each)
