import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** The only source of randomness: every id that is given out comes from here. */
export interface Ids {
  /** An upper-case UUID, as in the real service's RequestId. */
  requestId(): string
  /** 32 lower-case hexadecimal digits, as in `x-acs-trace-id`. */
  traceId(): string
  /** Nine lower-case letters or digits that name new data; the ids of their resources are built on it. */
  origin(): string
}

const originOf = (hex: string): string => BigInt(`0x${hex}`).toString(36).padStart(9, '0').slice(-9)

/** Ids that no other emulator gives out. */
export const randomIds = (): Ids => ({
  requestId: () => randomUUID().toUpperCase(),
  traceId: () => randomUUID().replaceAll('-', ''),
  origin: () => originOf(randomBytes(8).toString('hex')),
})

/**
 * Ids that are a function of a seed and of the order of calls.
 *
 * @param seed any text
 */
export const seededIds = (seed: string): Ids => {
  let calls = 0
  const digest = (name: string): string => createHash('sha256').update(`${seed}\n${name}`).digest('hex')
  return {
    requestId: () => {
      const hex = digest(`request ${++calls}`).toUpperCase()
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
    traceId: () => digest(`trace ${calls}`).slice(0, 32),
    origin: () => originOf(digest('origin').slice(0, 16)),
  }
}
