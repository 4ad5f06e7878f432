import { hash } from 'node:crypto'

/** Number of nonces of one access key in a generation. The newest two generations are kept. */
const generationSize = 100_000

/** A digest has a fixed length, and keeps no request in memory. */
const digestOf = (nonce: string): string => hash('sha256', nonce, 'base64')

/** The signed timestamps of one access key, by digest of their nonce. */
interface Generations {
  newest: Map<string, number>
  older: Map<string, number>
}

/**
 * Remembers used nonces in memory, per access key: at least the newest 100,000 of a key, each for as long as its
 * timestamp would be accepted.
 */
export class Nonces {
  readonly #keys = new Map<string, Generations>()

  /** Forgets the nonces of an access key. */
  forget(accessKeyId: string): void {
    this.#keys.delete(accessKeyId)
  }

  clear(): void {
    this.#keys.clear()
  }

  /**
   * Uses a nonce up.
   *
   * @param timestamp the signed timestamp, in epoch milliseconds
   * @param isAccepted whether a call with a given timestamp would be accepted now
   * @returns false when the nonce was used before
   */
  use(accessKeyId: string, nonce: string, timestamp: number, isAccepted: (timestamp: number) => boolean): boolean {
    const nonces = this.#keys.get(accessKeyId) ?? { newest: new Map(), older: new Map() }
    this.#keys.set(accessKeyId, nonces)
    const digest = digestOf(nonce)
    const usedAt = nonces.newest.get(digest) ?? nonces.older.get(digest)
    if (usedAt !== undefined && isAccepted(usedAt)) return false
    if (nonces.newest.size === generationSize) {
      nonces.older = nonces.newest
      nonces.newest = new Map()
    }
    nonces.newest.set(digest, timestamp)
    return true
  }

  /** Makes a nonce usable again, for a call that was lost before its work. */
  giveBack(accessKeyId: string, nonce: string): void {
    const nonces = this.#keys.get(accessKeyId)
    const digest = digestOf(nonce)
    nonces?.newest.delete(digest)
    nonces?.older.delete(digest)
  }
}
