/** A world that cannot be loaded; the message is one sentence that names the world and the place inside it. */
export class WorldError extends Error {
  constructor(world: string, reason: string) {
    super(`The world ${world} cannot be loaded: ${reason}.`)
    this.name = 'WorldError'
  }
}
