/** The value below which a share of the values lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The median and range of some measurements. */
export interface Figure {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly rounds: number
}

export const figureOf = (values: readonly number[]): Figure => ({
  median: quantile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
  rounds: values.length,
})

/** The ratios of paired measurements, one pair per round. */
export const ratiosOf = (values: readonly number[], by: readonly number[]): Figure =>
  figureOf(values.map((value, i) => value / (by[i] as number)))

/** One measurement of this checkout and another one in the same rounds. */
export interface Pair {
  readonly name: string
  readonly unit: string
  readonly here: Figure
  readonly there: Figure
  readonly ratio: Figure
}

export const pairOf = (name: string, unit: string, here: readonly number[], there: readonly number[]): Pair => ({
  name,
  unit,
  here: figureOf(here),
  there: figureOf(there),
  ratio: ratiosOf(here, there),
})
