/** A world cannot be loaded. The message is one sentence that names the world and the place inside it. */
export class WorldError extends Error {
  /** The place inside the world and the problem there. */
  readonly reason: string

  constructor(world: string, reason: string) {
    super(`The world ${world} cannot be loaded: ${reason}.`)
    this.name = 'WorldError'
    this.reason = reason
  }
}
