import { EventEmitter, once } from 'node:events'

/** Tells watchers that something may have changed, but not what. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0)
  #count = 0

  /** The number of changes so far. */
  get count(): number {
    return this.#count
  }

  tell(): void {
    this.#count++
    this.#emitter.emit('change')
  }

  /** Resolves after the next change. Rejects when the signal aborts. */
  async next(signal: AbortSignal): Promise<void> {
    await once(this.#emitter, 'change', { signal })
  }
}
