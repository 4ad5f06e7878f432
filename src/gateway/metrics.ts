/** Upper bounds of the latency histogram, in seconds. */
const bounds = [
  0.0005,
  0.001,
  0.0025,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
  Number.POSITIVE_INFINITY,
]

/** What is counted of one action. */
interface Counts {
  readonly outcomes: Map<string, number>
  /** How many calls lie between the bound before and each bound. */
  readonly buckets: number[]
  /** Of all durations, in seconds. */
  sum: number
}

/** Counts calls and how long they took; as many numbers as there are actions and codes, however many calls come. */
export class Metrics {
  readonly #counts = new Map<string, Counts>()

  /**
   * @param action a served one, or empty
   * @param outcome `Success` or a code of the catalogue
   */
  count(action: string, outcome: string, ms: number): void {
    let counts = this.#counts.get(action)
    if (counts === undefined) {
      counts = { outcomes: new Map(), buckets: bounds.map(() => 0), sum: 0 }
      this.#counts.set(action, counts)
    }
    counts.outcomes.set(outcome, (counts.outcomes.get(outcome) ?? 0) + 1)
    const seconds = ms / 1000
    const bucket = bounds.findIndex(bound => seconds <= bound)
    counts.buckets[bucket] = (counts.buckets[bucket] as number) + 1
    counts.sum += seconds
  }

  /**
   * The counters in Prometheus' text format.
   *
   * @param gauges further numbers, by name and label
   */
  text(gauges: readonly Gauge[]): string {
    return [...this.#callLines(), ...this.#durationLines(), ...gauges.flatMap(gaugeLines), ''].join('\n')
  }

  #callLines(): string[] {
    const name = `${prefix}calls_total`
    const lines = heading(name, 'counter', 'Calls by action and outcome; an action that is not served is empty.')
    for (const [action, { outcomes }] of this.#counts) {
      for (const [outcome, calls] of outcomes) lines.push(`${name}{action="${action}",outcome="${outcome}"} ${calls}`)
    }
    return lines
  }

  #durationLines(): string[] {
    const name = `${prefix}call_duration_seconds`
    const lines = heading(name, 'histogram', 'From the request being whole until its answer was ready.')
    for (const [action, { buckets, sum }] of this.#counts) {
      let total = 0
      for (const [i, count] of buckets.entries()) {
        total += count
        lines.push(`${name}_bucket{action="${action}",le="${String(bounds[i]).replace('Infinity', '+Inf')}"} ${total}`)
      }
      lines.push(`${name}_sum{action="${action}"} ${sum}`, `${name}_count{action="${action}"} ${total}`)
    }
    return lines
  }
}

/** A number that goes up and down. */
export interface Gauge {
  /** Without the prefix that all have. */
  readonly name: string
  readonly help: string
  /** The name of the label, and its values with their numbers; without a label, one number under an empty text. */
  readonly label?: string
  readonly values: Readonly<Record<string, number>>
}

const prefix = 'copysnapshot_emulator_'

const heading = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
]

const gaugeLines = ({ name, help, label, values }: Gauge): string[] => [
  ...heading(prefix + name, 'gauge', help),
  ...Object.entries(values).map(
    ([value, number]) => `${prefix}${name}${label === undefined ? '' : `{${label}="${value}"}`} ${number}`,
  ),
]
