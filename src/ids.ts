import { createHash, randomBytes, randomFillSync, randomUUID } from 'node:crypto'

/** The only source of randomness. Every generated id comes from here. */
export interface Ids {
  /** An upper-case UUID, as in the real service's RequestId. */
  requestId(): string
  /** 32 lower-case hexadecimal digits, as in `x-acs-trace-id`. */
  traceId(): string
  /** A new account id: 16 digits. */
  accountId(): string
  /** A new access key. Its id begins with `testid-`, so that it cannot be mistaken for a real one. */
  accessKey(): { readonly id: string; readonly secret: string }
  /** Restarts the sequence, if the ids depend on the order of calls. */
  restart(): void
}

/**
 * Generates the name of a new data set: nine lower-case letters or digits, from which its resource ids are built.
 *
 * @param seed any text; undefined: a random name
 */
export const newDataName = (seed: string | undefined): string => {
  const hex = seed === undefined ? randomBytes(8).toString('hex') : sha256(`${seed}\norigin`).slice(0, 16)
  return BigInt(`0x${hex}`).toString(36).padStart(9, '0').slice(-9)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const accountOf = (hex: string): string => `2${(BigInt(`0x${hex}`) % 10n ** 15n).toString().padStart(15, '0')}`

/** Returns a generator of random hex strings of `length` bytes. It fills a page at a time, which is cheaper. */
const randomDigits = (length: number): (() => string) => {
  const page = Buffer.alloc(256 * length)
  let used = page.length
  return () => {
    if (used === page.length) {
      randomFillSync(page)
      used = 0
    }
    used += length
    return page.toString('hex', used - length, used)
  }
}

/** Random ids, unique across emulators. */
export const randomIds = (): Ids => ({
  requestId: () => randomUUID().toUpperCase(),
  traceId: randomDigits(16),
  accountId: () => accountOf(randomBytes(8).toString('hex')),
  accessKey: () => ({ id: `testid-${randomBytes(8).toString('hex')}`, secret: randomBytes(15).toString('hex') }),
  restart: () => {},
})

/**
 * Ids derived from a seed and the order of calls.
 *
 * @param seed any text
 * @param start number of times the data were opened, so that ids stay unique after a restart
 */
export const seededIds = (seed: string, start: number): Ids => {
  let calls = 0
  let accounts = 0
  let keys = 0
  const digest = (name: string): string => sha256(`${seed}\n${start}\n${name}`)
  return {
    requestId: () => {
      const hex = digest(`request ${++calls}`).toUpperCase()
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
    traceId: () => digest(`trace ${calls}`).slice(0, 32),
    accountId: () => accountOf(digest(`account ${++accounts}`).slice(0, 16)),
    accessKey: () => {
      const hex = digest(`key ${++keys}`)
      return { id: `testid-${hex.slice(0, 16)}`, secret: hex.slice(16, 46) }
    },
    restart: () => {
      calls = accounts = keys = 0
    },
  }
}
