import type { LogTo } from '../model/setting.ts'

/** Where log lines end. It calls `done` when it has written a text, or with an error when it could not. */
interface Sink {
  write(text: string, done: (error?: Error | null) => void): unknown
}

/** The maximum length of the lines that wait for a slow reader, in characters. */
const mostWaiting = 1024 * 1024

/** The line that reports lost lines. `at` is in epoch milliseconds. */
const lossLine = (lost: number, at: number): string =>
  `${JSON.stringify({ level: 40, time: at, lost, msg: `log lines lost: ${lost}` })}\n`

/**
 * Buffers the log lines of an event loop turn, so that they share one write. A reader that is slow, gone or out of space
 * never holds up the process: lines beyond the buffer and lines of a failed write are lost. The next write that
 * succeeds reports their number.
 */
export class LogLines {
  readonly #sink: Sink
  readonly #now: () => number
  #lines = ''
  #waiting = 0
  #lost = 0
  #isWriting = false
  #hasFailed = false

  /** @param now the machine's time in epoch milliseconds */
  constructor(sink: Sink, now: () => number) {
    this.#sink = sink
    this.#now = now
  }

  write(line: string): void {
    if (this.#lines.length + line.length > mostWaiting) {
      this.#lost++
      return
    }
    if (this.#waiting++ === 0) setImmediate(() => this.#isWriting || this.flush())
    this.#lines += line
  }

  /** Writes the buffered lines. Must also be called when the process ends. */
  flush(): void {
    const [lines, count, lost] = [this.#lines, this.#waiting, this.#lost]
    if (count === 0) return
    this.#lines = ''
    this.#waiting = 0
    this.#lost = 0
    this.#isWriting = true
    // A failed write may have ended within a line.
    const start = this.#hasFailed ? '\n' : ''
    this.#sink.write(start + lines + (lost > 0 ? lossLine(lost, this.#now()) : ''), error => {
      this.#isWriting = false
      this.#hasFailed = Boolean(error)
      if (error) this.#lost += lost + count
      this.flush()
    })
  }
}

/** Protects the caller from a stream that throws: its lines are lost, and the next line that it accepts follows their number. */
export const neverThrowing = ({ level, stream }: LogTo, now: () => number): LogTo => {
  let lost = 0
  const write = (line: string): void => {
    try {
      if (lost > 0) stream.write(lossLine(lost, now()))
      lost = 0
      stream.write(line)
    } catch {
      lost++
    }
  }
  return { level, stream: { write } }
}
