/** A world cannot be loaded. The message is one sentence that names the world and the place inside it. */
export class WorldError extends Error {
  constructor(world: string, reason: string) {
    super(`The world ${world} cannot be loaded: ${reason}.`)
    this.name = 'WorldError'
  }
}
