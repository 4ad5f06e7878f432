import { parseArgs } from 'node:util'

/** The sizes of the measurements. */
export interface Sizes {
  readonly rounds: number
  /** Requests per kind and server in a round. */
  readonly requests: number
  readonly starts: number
  readonly inProcess: number
  readonly copies: number
  readonly nonces: number
  readonly stored: number
}

const flags = {
  rounds: { type: 'string' },
  requests: { type: 'string' },
  nonces: { type: 'string' },
  stored: { type: 'string' },
  json: { type: 'string' },
  only: { type: 'string' },
  against: { type: 'string' },
  short: { type: 'boolean' },
  peers: { type: 'boolean' },
} as const

/** Reads the flags of a measurement. Throws a `TypeError` for an unknown flag. */
export const readArgs = (args: readonly string[]) => {
  const { values } = parseArgs({ args: [...args], options: flags })
  const short = values.short === true
  const rounds = Number(values.rounds ?? (short ? 1 : 5))
  const sizes: Sizes = {
    rounds,
    requests: Number(values.requests ?? (short ? 2000 : 20_000)),
    starts: short ? 2 : rounds * 3,
    inProcess: short ? 8 : 40,
    copies: short ? 2000 : 100_000,
    nonces: Number(values.nonces ?? (short ? 2000 : 1e6)),
    stored: Number(values.stored ?? (short ? 5000 : 1e6)),
  }
  return { ...values, only: values.only?.split(','), sizes }
}
