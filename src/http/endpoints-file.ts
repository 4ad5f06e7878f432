import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** The addresses of an emulator. */
export interface Endpoints {
  readonly url: string
  /** Undefined without TLS. */
  readonly tlsUrl: string | undefined
}

/** The endpoints file cannot be written. The message is one sentence that names the file. */
class EndpointsFileError extends Error {
  constructor(file: string, error: unknown) {
    super(`The endpoints file ${file} cannot be written: ${(error as Error).message}.`)
    this.name = 'EndpointsFileError'
  }
}

/**
 * A file with the addresses of an emulator. Removes a file left from an earlier run immediately, and writes the new one
 * atomically, so that a waiting process reads neither outdated nor partial content.
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
