interface Sink {
  write(lines: string): void
}

/** Buffers the log lines of an event loop turn, so that they share one write. */
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

  /** Writes the buffered lines. Must also be called when the process ends. */
  flush(): void {
    const lines = this.#lines
    this.#lines = ''
    if (lines !== '') this.#sink.write(lines)
  }
}
