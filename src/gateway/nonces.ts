/** How many nonces of one access key are remembered at most; then the oldest are forgotten. */
const maxNonces = 100_000

/** How many that have run out are forgotten with each new one. */
const sweep = 4

/** Remembers, in memory and per access key, the nonces of calls for as long as their timestamps would be accepted. */
export class Nonces {
  readonly #known = new Map<string, Map<string, number>>()

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
    const used = nonces.get(nonce)
    if (used !== undefined && isAccepted(used)) return false
    // Set anew, it stands last: the oldest stay first.
    nonces.delete(nonce)
    let looked = 0
    for (const [old, at] of nonces) {
      if (looked++ === sweep || (isAccepted(at) && nonces.size < maxNonces)) break
      nonces.delete(old)
    }
    nonces.set(nonce, timestamp)
    return true
  }
}
