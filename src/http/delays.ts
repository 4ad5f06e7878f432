import type { FastifyInstance } from 'fastify'

/** Holds calls back for as long as faults say; a stop cuts every delay short. */
export class Delays {
  readonly #pending = new Map<NodeJS.Timeout, () => void>()
  #ended = false

  constructor(app: FastifyInstance) {
    app.addHook('preClose', done => {
      this.#ended = true
      for (const [timer, then] of this.#pending) {
        clearTimeout(timer)
        then()
      }
      done()
    })
  }

  wait(ms: number, then: () => void): void {
    if (this.#ended) {
      then()
      return
    }
    const timer = setTimeout(() => {
      this.#pending.delete(timer)
      then()
    }, ms)
    this.#pending.set(timer, then)
  }
}
