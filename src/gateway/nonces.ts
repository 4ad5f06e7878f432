import { hash } from 'node:crypto'

/** How many nonces of one access key make a generation. The newest two generations are remembered. */
const generationSize = 100_000

/** The times that were signed with the nonces of one access key, by the nonces' digests. */
interface Generations {
  newest: Map<string, number>
  older: ReadonlyMap<string, number>
}

/**
 * Remembers, in memory and per access key, which nonces were used: at least the newest 100,000 of a key, each for as long
 * as its timestamp would be accepted.
 */
export class Nonces {
  readonly #keys = new Map<string, Generations>()

  /** Forgets those of an access key. */
  forget(accessKeyId: string): void {
    this.#keys.delete(accessKeyId)
  }

  /** Forgets all of them. */
  clear(): void {
    this.#keys.clear()
  }

  /**
   * Uses a nonce up.
   *
   * @param timestamp the time that was signed with it, in epoch milliseconds
   * @param isAccepted whether a call that was signed at such a time would be accepted now
   * @returns false when it was used before
   */
  use(accessKeyId: string, nonce: string, timestamp: number, isAccepted: (timestamp: number) => boolean): boolean {
    const nonces = this.#keys.get(accessKeyId) ?? { newest: new Map(), older: new Map() }
    this.#keys.set(accessKeyId, nonces)
    // A digest is of one length, whatever is sent, and keeps no request in memory.
    const digest = hash('sha256', nonce, 'base64')
    const usedAt = nonces.newest.get(digest) ?? nonces.older.get(digest)
    if (usedAt !== undefined && isAccepted(usedAt)) return false
    if (nonces.newest.size === generationSize) {
      nonces.older = nonces.newest
      nonces.newest = new Map()
    }
    nonces.newest.set(digest, timestamp)
    return true
  }
}
