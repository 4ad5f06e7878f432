import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Where an emulator answers. */
export interface Endpoints {
  readonly url: string
  /** None without TLS. */
  readonly tlsUrl: string | undefined
}

/** A file of endpoints that cannot be written; the message is one sentence that names the file. */
class EndpointsFileError extends Error {
  constructor(file: string, error: unknown) {
    super(`The file of endpoints ${file} cannot be written: ${(error as Error).message}.`)
    this.name = 'EndpointsFileError'
  }
}

/**
 * A file that says where an emulator answers. One left from an earlier run is removed at once, and the new one appears
 * whole: who waits for it reads neither old nor half-written endpoints.
 */
export class EndpointsFile {
  readonly #file: string

  /** @throws {EndpointsFileError} */
  constructor(file: string) {
    this.#file = file
    this.#attempt(() => rmSync(file, { force: true }))
  }

  /** @throws {EndpointsFileError} */
  write({ url, tlsUrl }: Endpoints): void {
    const part = `${this.#file}.part`
    this.#attempt(() => {
      writeFileSync(part, `${JSON.stringify({ url, tlsUrl })}\n`)
      renameSync(part, this.#file)
    })
  }

  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      throw new EndpointsFileError(this.#file, error)
    }
  }
}
