/** Settings of the property tests: always the same examples. */
export const seeded = { seed: 20_261_124, numRuns: 200 } as const
