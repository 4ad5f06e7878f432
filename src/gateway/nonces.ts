import { createHash } from 'node:crypto'
import { ownCopy } from './own-copy.ts'

/** How many nonces of one access key are remembered at most; then the oldest are forgotten. */
const maxNonces = 100_000

/** A nonce may be as long as a URL; longer ones than these are remembered by their hash. */
const maxLength = 64

const keyOf = (nonce: string): string =>
  nonce.length <= maxLength ? ownCopy(nonce) : createHash('sha256').update(nonce).digest('base64')

/** How many that have run out are forgotten with each new one. */
const sweep = 4

/** Remembers, in memory and per access key, the nonces of calls for as long as their timestamps would be accepted. */
export class Nonces {
  readonly #known = new Map<string, Map<string, number>>()

  /** Forgets those of an access key. */
  forget(accessKeyId: string): void {
    this.#known.delete(accessKeyId)
  }

  /** Forgets all of them. */
  clear(): void {
    this.#known.clear()
  }

  /**
   * Uses a nonce up.
   *
   * @param timestamp of the call, in epoch milliseconds
   * @param isAccepted whether a call with such a timestamp would be accepted now
   * @returns false when it was used before
   */
  use(accessKeyId: string, nonce: string, timestamp: number, isAccepted: (timestamp: number) => boolean): boolean {
    let nonces = this.#known.get(accessKeyId)
    if (nonces === undefined) {
      nonces = new Map()
      this.#known.set(accessKeyId, nonces)
    }
    const key = keyOf(nonce)
    const used = nonces.get(key)
    if (used !== undefined && isAccepted(used)) return false
    // Set anew, it stands last: the oldest stay first.
    nonces.delete(key)
    let looked = 0
    for (const [old, at] of nonces) {
      if (looked++ === sweep || (isAccepted(at) && nonces.size < maxNonces)) break
      nonces.delete(old)
    }
    nonces.set(key, timestamp)
    return true
  }
}
