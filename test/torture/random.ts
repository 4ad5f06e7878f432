/** Pseudorandom numbers from a seed. */
export interface Random {
  /** An integer from 0 up to, but not including, `end`. */
  below(end: number): number
  /** Whether an event with this percentage occurs. */
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
