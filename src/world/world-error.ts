/** A world that cannot be loaded; the message is one sentence that names the world and the place inside it. */
export class WorldError extends Error {
  /** The place inside it and what is wrong there. */
  readonly reason: string

  constructor(world: string, reason: string) {
    super(`The world ${world} cannot be loaded: ${reason}.`)
    this.name = 'WorldError'
    this.reason = reason
  }
}
