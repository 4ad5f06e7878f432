/** Where lines end up. */
interface Sink {
  write(lines: string): void
}

/** Gathers the log lines of a turn of the event loop, so that they share one write. */
export class LogLines {
  readonly #sink: Sink
  #lines = ''

  constructor(sink: Sink) {
    this.#sink = sink
  }

  write(line: string): void {
    if (this.#lines === '') setImmediate(() => this.flush())
    this.#lines += line
  }

  /** Writes what has been gathered; to be called when the process ends. */
  flush(): void {
    const lines = this.#lines
    this.#lines = ''
    if (lines !== '') this.#sink.write(lines)
  }
}
