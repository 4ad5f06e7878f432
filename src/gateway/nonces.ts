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

/** A nonce that was used, and the timestamp of its call in epoch milliseconds. */
interface Use {
  readonly nonce: string
  readonly at: number
}

/**
 * The nonces of one access key, and beside them their order: to find its oldest entry, a Map goes through all the places
 * of those that were deleted before it.
 */
class KeyNonces {
  readonly #known = new Map<string, Use>()
  #order: Use[] = []
  /** Where the oldest stands in the order. */
  #oldest = 0

  use(nonce: string, at: number, isAccepted: (timestamp: number) => boolean): boolean {
    const before = this.#known.get(nonce)
    if (before !== undefined && isAccepted(before.at)) return false
    this.#sweep(isAccepted)
    const use = { nonce, at }
    this.#known.set(nonce, use)
    this.#order.push(use)
    return true
  }

  #sweep(isAccepted: (timestamp: number) => boolean): void {
    for (let looked = 0; looked < sweep; looked++) {
      const use = this.#order[this.#oldest]
      if (use === undefined || (isAccepted(use.at) && this.#known.size < maxNonces)) break
      this.#oldest++
      // One that was used anew stands in the order once more.
      if (this.#known.get(use.nonce) === use) this.#known.delete(use.nonce)
    }
    if (this.#oldest > this.#order.length / 2) {
      this.#order = this.#order.slice(this.#oldest)
      this.#oldest = 0
    }
  }
}

/** Remembers, in memory and per access key, the nonces of calls for as long as their timestamps would be accepted. */
export class Nonces {
  readonly #known = new Map<string, KeyNonces>()

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
      nonces = new KeyNonces()
      this.#known.set(accessKeyId, nonces)
    }
    return nonces.use(keyOf(nonce), timestamp, isAccepted)
  }
}
