import { hash } from 'node:crypto'

/** How many nonces of one access key are remembered at most; then the oldest are forgotten. */
const maxNonces = 100_000

/** How many that have run out are forgotten with each new one. */
const sweep = 4

/** Of its SHA-256, a nonce's name here: as many 32-bit words as leave no chance that two nonces share them. */
const wordCount = 4

const wordsOf = (nonce: string): Uint32Array => {
  const digest = hash('sha256', nonce, 'binary')
  const word = (i: number): number =>
    digest.charCodeAt(i) |
    (digest.charCodeAt(i + 1) << 8) |
    (digest.charCodeAt(i + 2) << 16) |
    (digest.charCodeAt(i + 3) << 24)
  return Uint32Array.of(word(0), word(4), word(8), word(12))
}

const nobody = -1

/**
 * The nonces of one access key: a queue in which they can be found. Its rows are numbers in a few arrays, since a hundred
 * thousand objects that come and go keep the garbage collector busy, and the process large.
 */
class KeyNonces {
  /** For how many there is room: a power of two, so that the last bits of any number are a row. */
  #room = 64
  #words = new Uint32Array(this.#room * wordCount)
  /** The timestamps of their calls, in epoch milliseconds. */
  #times = new Float64Array(this.#room)
  /** By the last bits of their first word: the newest row, and behind each the next older one. */
  #newest = new Int32Array(this.#room).fill(nobody)
  #older = new Int32Array(this.#room)
  #oldest = 0
  #count = 0

  use(nonce: string, time: number, isAccepted: (timestamp: number) => boolean): boolean {
    const words = wordsOf(nonce)
    const row = this.#find(words)
    if (row !== nobody && isAccepted(this.#times[row] as number)) return false
    this.#sweep(isAccepted)
    if (this.#count === this.#room) this.#grow()
    this.#add(words, time)
    return true
  }

  #find(words: Uint32Array): number {
    let row = this.#newest[this.#bucketOf(words[0] as number)] as number
    while (row !== nobody && words.some((word, i) => this.#words[row * wordCount + i] !== word)) {
      row = this.#older[row] as number
    }
    return row
  }

  #sweep(isAccepted: (timestamp: number) => boolean): void {
    for (let looked = 0; looked < sweep && this.#count > 0; looked++) {
      if (isAccepted(this.#times[this.#oldest] as number) && this.#count < maxNonces) break
      this.#removeOldest()
    }
  }

  #removeOldest(): void {
    const bucket = this.#bucketOf(this.#words[this.#oldest * wordCount] as number)
    // It is the last one of its bucket.
    let [row, before] = [this.#newest[bucket] as number, nobody]
    while (row !== this.#oldest) [row, before] = [this.#older[row] as number, row]
    if (before === nobody) this.#newest[bucket] = nobody
    else this.#older[before] = nobody
    this.#oldest = (this.#oldest + 1) & (this.#room - 1)
    this.#count--
  }

  #add(words: Uint32Array, time: number): void {
    const row = (this.#oldest + this.#count) & (this.#room - 1)
    const bucket = this.#bucketOf(words[0] as number)
    this.#words.set(words, row * wordCount)
    this.#times[row] = time
    this.#older[row] = this.#newest[bucket] as number
    this.#newest[bucket] = row
    this.#count++
  }

  #grow(): void {
    const [words, times, room, oldest] = [this.#words, this.#times, this.#room, this.#oldest]
    this.#room *= 2
    this.#words = new Uint32Array(this.#room * wordCount)
    this.#times = new Float64Array(this.#room)
    this.#newest = new Int32Array(this.#room).fill(nobody)
    this.#older = new Int32Array(this.#room)
    this.#oldest = this.#count = 0
    for (let i = 0; i < room; i++) {
      const row = (oldest + i) & (room - 1)
      this.#add(words.subarray(row * wordCount, (row + 1) * wordCount), times[row] as number)
    }
  }

  #bucketOf(word: number): number {
    return word & (this.#room - 1)
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
    return nonces.use(nonce, timestamp, isAccepted)
  }
}
