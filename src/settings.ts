import { parseArgs } from 'node:util'
import { nearestTo } from './model/nearest.ts'
import type { Row, Setting } from './model/setting.ts'
import type { ShapeError } from './model/shape.ts'
import { settings } from './settings-table.ts'

type Settled = typeof settings
type ValueOf<R> = R extends Row<infer T, unknown> ? T : never

/** Options of `createEmulator()`. An undefined or empty option counts as omitted. */
export type EmulatorOptions = {
  readonly [K in keyof Settled as Settled[K] extends { option: false } ? never : K]?: ValueOf<Settled[K]> | undefined
}

/** All settings, checked, with defaults filled in. */
export type Settings = {
  readonly [K in keyof Settled]: ValueOf<Settled[K]> | Extract<Settled[K]['default'], undefined>
}

const table: Readonly<Record<string, Setting>> = settings

/** Converts camelCase to kebab-case. Only a capital before a lower-case letter starts a word: copy-seconds-per-gib. */
const dashed = (name: string): string => name.replace(/[A-Z](?=[a-z])/g, capital => `-${capital}`).toLowerCase()

/** The flag of a setting: `--copy-seconds` of `copySeconds`. */
export const flagOf = (name: string): string => `--${dashed(name)}`

/** The environment variable of a setting: `EMULATOR_COPY_SECONDS` of `copySeconds`. */
export const variableOf = (name: string): string => `EMULATOR_${dashed(name).replaceAll('-', '_').toUpperCase()}`

/** A value, and how its source names settings: as flag, variable or option. */
interface Given {
  readonly value: unknown
  readonly called: (name: string) => string
}

const checked = (setting: Setting, label: string, value: unknown): unknown => {
  try {
    return setting.kind.check(value, '')
  } catch (error) {
    throw new RangeError(`${label} should be ${(error as ShapeError).expected}, not "${String(value)}".`)
  }
}

/** @throws {RangeError} for the first setting that is invalid or conflicts with another */
const settle = (given: ReadonlyMap<string, Given>, fallback: (setting: Setting) => unknown): Settings => {
  const settled: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(table)) {
    const from = given.get(name)
    settled[name] = from === undefined ? fallback(setting) : checked(setting, from.called(name), from.value)
  }
  for (const [name, { called }] of given) {
    const { needs, excludes = {} } = table[name] as Setting
    if (needs !== undefined && !given.has(needs)) throw new RangeError(`${called(name)} needs ${called(needs)}.`)
    for (const [other, value] of Object.entries(excludes)) {
      if (settled[other] !== value) continue
      throw new RangeError(`${called(name)} and ${called(other)} ${value} cannot be combined.`)
    }
  }
  return settled as Settings
}

const noSuch = (name: string, known: readonly string[]): string =>
  `Unknown option ${name}. Did you mean ${nearestTo(name, known)[0]}?`

/**
 * Checks the options of `createEmulator()` and fills in defaults. An undefined or empty option counts as omitted.
 *
 * @throws {RangeError} for the first invalid option
 */
export const settingsOf = (options: EmulatorOptions): Settings => {
  const known = Object.keys(table).filter(name => table[name]?.option !== false)
  const given = new Map<string, Given>()
  for (const [name, value] of Object.entries(options).filter(([, value]) => value !== undefined && value !== '')) {
    if (!known.includes(name)) throw new RangeError(noSuch(name, known))
    given.set(name, { value, called: name => name })
  }
  return settle(given, setting => setting.optionDefault ?? setting.default)
}

/** Converts flags or a variable to the setting's type. Unreadable text stays a string, which the check rejects. */
const read = ({ kind }: Setting, texts: readonly string[]): unknown => {
  const { type } = kind.schema
  const text = texts.at(-1) as string
  if (type === 'array') return texts.flatMap(text => (text.trimStart().startsWith('{') ? [text] : text.split(',')))
  if (type === 'boolean' && /^(?:true|false)$/.test(text)) return text === 'true'
  if ((type === 'integer' || type === 'number') && /^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  return text
}

/** @throws {RangeError} for an unknown flag or a missing value */
const readFlags = (argv: readonly string[]) => {
  const named = Object.entries(table).filter(([, { flag }]) => flag !== false)
  const options = named.map(([name, { kind, variable }]) => [
    dashed(name),
    {
      type: kind.schema.type === 'boolean' ? 'boolean' : 'string',
      multiple: kind.schema.type === 'array',
      ...(variable === false && { short: name[0] }),
    } as const,
  ])
  try {
    return parseArgs({ args: [...argv], options: Object.fromEntries(options) }).values as Record<string, unknown>
  } catch (error) {
    const { message } = error as Error
    const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1]
    const known = named.map(([name]) => flagOf(name))
    const reason = unknown === undefined ? `${message.split(/\.\s|\n/)[0]}.` : noSuch(unknown, known)
    throw new RangeError(`${reason} See --help.`)
  }
}

/**
 * Reads the command's settings. A flag takes precedence over its variable, the variable over the default. An empty
 * value counts as omitted.
 *
 * @throws {RangeError} for the first invalid setting
 */
export const readSettings = (argv: readonly string[], env: NodeJS.ProcessEnv): Settings => {
  const flags = readFlags(argv)
  const given = new Map<string, Given>()
  for (const [name, setting] of Object.entries(table)) {
    const texts = [flags[dashed(name)] ?? ''].flat().map(String)
    const said = texts.filter(text => text !== '')
    const variable = setting.variable ?? env[variableOf(name)]
    if (said.length > 0) given.set(name, { value: read(setting, said), called: flagOf })
    else if (variable) given.set(name, { value: read(setting, [variable]), called: variableOf })
  }
  return settle(given, setting => setting.default)
}

/** Whether a host name or address refers only to this machine. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/i.test(host)

/** Headings of `--help`, each keyed by the first setting below it. */
const headings: Readonly<Record<string, string>> = {
  host: 'Server',
  data: 'State',
  clock: 'Time and copies',
  auth: 'Access',
  contract: 'Responses',
  control: 'Control and journal',
  maxHeaderBytes: 'Limits',
  tls: 'HTTPS',
  version: 'Help',
} satisfies { readonly [name in keyof Settings]?: string }

/** Renders a setting for `--help`: flag or variable, help and default, at most 100 columns wide. */
const helpLines = ([name, { flag, variable, kind, help, ...setting }]: readonly [string, Setting]): string[] => {
  const short = variable === false ? `-${name[0]}, ` : ''
  const given = flag === false ? variableOf(name) : `${short}${flagOf(name)} ${kind.placeholder}`
  const fallback = setting.default === undefined || setting.default === false ? '' : ` (default ${setting.default})`
  const lines = `${help[0]}${fallback}`.match(/.{1,66}(?: |$)/g) as string[]
  const heading = headings[name] === undefined ? [] : ['', `${headings[name]}:`]
  return [...heading, ...lines.map((line, i) => `  ${(i === 0 ? given : '').padEnd(32)}${line}`.trimEnd())]
}

/** The text of `--help`. */
export const helpText = (): string => {
  const rows = Object.entries(table).filter(([, { flag, variable }]) => flag !== false || variable !== false)
  return `Usage: copysnapshot-emulator [options]
       copysnapshot-emulator healthcheck [options]  checks that a running emulator is ready
       copysnapshot-emulator compare --help         compares the emulator with the real service
       copysnapshot-emulator world [NAME]           prints a built-in world as a file to edit

Environment variables are named after flags: EMULATOR_COPY_SECONDS for --copy-seconds.
A flag takes precedence over its variable.
${rows.flatMap(helpLines).join('\n')}

Examples:
  copysnapshot-emulator --data copies.db --copy-seconds 10
  EMULATOR_CONTRACT=2025 copysnapshot-emulator --world 2025 --port 0
`
}
