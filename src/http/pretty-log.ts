import { styleText } from 'node:util'

/** A line of the log, as pino writes it. Only calls have a request id; log.ts lists their members. */
interface Entry {
  readonly level: number
  /** The machine's time, in epoch milliseconds. */
  readonly time: number
  readonly msg: string
  readonly requestId?: string
  readonly action: string
  readonly region: string
  readonly destination?: string
  readonly snapshot?: string
  readonly id?: string
  readonly code: string
  readonly reason?: string
  readonly ineffective?: readonly string[]
  readonly fault?: string
  readonly stub?: string
  readonly curl?: string
  readonly err?: { readonly stack: string }
}

/** A coloured text of a line. An empty one is left out. */
type Part = readonly [colour: 'dim' | 'bold' | 'green' | 'yellow' | 'red', text: string]

/** A label and its text. */
export type Row = readonly [label: string, text: string]

/** The terminal that shows the log. It has no `columns` when it is not a terminal, and 0 when its size is unknown. */
type Terminal = NodeJS.WritableStream & { readonly columns?: number }

const warnLevel = 40
const gap = '  '

/** Removes the characters that no one sees: a request could steer the terminal with them. */
const visible = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')

/** The columns of a text at most: Chinese takes two for a character. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter < '\u0300' ? 1 : 2), 0)

/** Shortens a text to a number of columns. */
const fitted = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let room = columns - widthOf('…')
  for (const letter of text) {
    room -= widthOf(letter)
    if (room < 0) break
    kept += letter
  }
  return `${kept}…`
}

const callParts = (entry: Entry): Part[] => {
  const { level, msg, action, region, destination = '', snapshot, id, code, ineffective = [], fault, stub } = entry
  const isWarning = level === warnLevel
  const succeeded = code === 'Success'
  const colour = isWarning ? 'yellow' : succeeded ? 'green' : 'red'
  const outcome = succeeded ? (id ?? snapshot ?? code) : code
  const reason = isWarning ? msg.replace('call: ', '') : (entry.reason ?? '')
  // A warning about a refused call says more than its code.
  const [first, last] = isWarning && !succeeded ? [reason, outcome] : [outcome, reason]
  return [
    ['bold', action],
    ['dim', [region, destination].filter(Boolean).join(' → ')],
    [colour, first],
    ['yellow', fault === undefined ? '' : `fault: ${fault}`],
    ['yellow', stub === undefined ? '' : `stub: ${stub}`],
    ['yellow', ineffective.length === 0 ? '' : `without effect: ${ineffective.join(', ')}`],
    ['dim', last],
    ['dim', snapshot === undefined || snapshot === outcome ? '' : `of ${snapshot}`],
  ]
}

const otherParts = ({ level, msg }: Entry): Part[] => [[level < warnLevel ? 'dim' : 'red', String(msg)]]

/** Writes the log for people: a line of at most the terminal's width for each call, instead of JSON. */
export class PrettyLog {
  readonly #sink: { write(lines: string): void }
  readonly #terminal: Terminal
  #calls = 0
  #refused = 0

  constructor(sink: { write(lines: string): void }, terminal: Terminal) {
    this.#sink = sink
    this.#terminal = terminal
  }

  /** Writes a line of JSON. */
  write(line: string): void {
    const entry = JSON.parse(line) as Entry
    const { time, msg, requestId, code, curl, err } = entry
    // The banner has the addresses.
    if (String(msg).startsWith('Server listening at')) return
    if (requestId !== undefined) this.#count(code)
    // Local time: 08:00:00.
    const at: Part = ['dim', new Date(time).toTimeString().slice(0, 8)]
    this.#print([at, ...(requestId === undefined ? otherParts(entry) : callParts(entry))])
    // A command is not shortened, so that it can be copied.
    if (curl !== undefined) this.#sink.write(`  ${visible(curl)}\n`)
    // A stack is not shortened, since nothing else tells where a failure comes from.
    for (const place of err?.stack.split('\n') ?? []) this.#sink.write(`  ${visible(place)}\n`)
  }

  /** Writes the banner, between empty lines. */
  greet(rows: readonly Row[]): void {
    this.#sink.write('\n')
    for (const [label, text] of rows) {
      this.#print([
        ['dim', label.padEnd(8)],
        ['bold', text],
      ])
    }
    this.#sink.write('\n')
  }

  /** Writes the last line. It begins below the `^C` that a terminal shows. */
  leave(): void {
    this.#sink.write('\n')
    this.#print([['dim', `Stopped. Calls answered: ${this.#calls}, refused: ${this.#refused}.`]])
  }

  #count(code: string): void {
    this.#calls++
    if (code !== 'Success') this.#refused++
  }

  #print(parts: readonly Part[]): void {
    const shown = parts.map(([colour, text]) => [colour, visible(text)] as const).filter(([, text]) => text !== '')
    const line = shown.map(([, text]) => text).join(gap)
    let rest = fitted(line, this.#terminal.columns || Number.POSITIVE_INFINITY)
    const pieces = shown.map(([colour, text]) => {
      const piece = rest.slice(0, text.length + gap.length)
      rest = rest.slice(piece.length)
      return piece === '' ? '' : styleText(colour, piece, { stream: this.#terminal })
    })
    this.#sink.write(`${pieces.join('')}\n`)
  }
}
