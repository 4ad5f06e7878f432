import type { Setting } from './settings/kinds.ts'
import { flagOf, type Settings, variableOf } from './settings/read.ts'
import { settings } from './settings/table.ts'

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
  const rows = Object.entries<Setting>(settings).filter(
    ([, { flag, variable }]) => flag !== false || variable !== false,
  )
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
