/** Numbers that look like chance and are a function of their seed. */
export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  /** Whether something happens that happens so often in a hundred times. */
  percent(chance: number): boolean
  pick<T>(choices: readonly T[]): T
}

/** The generator mulberry32. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return { below, percent: chance => next() * 100 < chance, pick: choices => choices[below(choices.length)] as never }
}
