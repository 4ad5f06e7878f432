import { parseArgs } from 'node:util'
import { type Setting, type Settings, settingsTable } from './config.ts'
import { SettingError } from './setting.ts'

type Flags = Record<string, string | boolean | (string | boolean)[] | undefined>

const readFlags = (argv: readonly string[]): Flags => {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {}
  for (const setting of Object.values<Setting>(settingsTable)) {
    if (setting.flag === undefined) continue
    options[setting.flag] = { type: setting.value ? 'string' : 'boolean', multiple: setting.multiple ?? false }
  }
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values as Flags
  } catch (error) {
    throw new SettingError((error as Error).message.split(/\.\s|\n/)[0])
  }
}

const parseAs = (label: string, setting: Setting, value: string): unknown => {
  try {
    return setting.parse(value)
  } catch (error) {
    throw new SettingError(`${label} ${(error as SettingError).message}`)
  }
}

/**
 * Reads the settings: a flag wins over the environment, the environment over the default. What is empty counts as
 * absent.
 *
 * @throws {SettingError} for the first that is wrong
 */
export const readSettings = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings => {
  const flags = readFlags(argv)
  const entries = Object.entries<Setting>(settingsTable).map(([name, setting]) => {
    const { flag = '', env: variable = '' } = setting
    const given = [flags[flag] ?? ''].flat().filter(value => value !== '')
    if (given.length > 0) {
      const values = given.map(value => parseAs(`--${flag}`, setting, String(value)))
      return [name, setting.multiple ? values.flat() : values[0]]
    }
    const value = env[variable] || setting.default
    return value === undefined ? [] : [name, parseAs(variable, setting, value)]
  })
  return Object.fromEntries(entries.filter(entry => entry.length > 0)) as Settings
}

/** The text of `--help`. */
export const helpText = (): string => {
  const rows = Object.values<Setting>(settingsTable).map(setting => {
    const flag = setting.flag === undefined ? '' : `--${setting.flag}${setting.value ? ` ${setting.value}` : ''}`
    const fallback = setting.default === undefined ? '' : ` (default ${setting.default})`
    return [flag, setting.env ?? '', setting.help + fallback] as const
  })
  const widths = [0, 1].map(column => Math.max(...rows.map(row => (row[column] as string).length)))
  const lines = rows.map(
    ([flag, env, help]) => `  ${flag.padEnd(widths[0] as number)}  ${env.padEnd(widths[1] as number)}  ${help}`,
  )
  return `Usage: copysnapshot-emulator [options]
       copysnapshot-emulator healthcheck [options]  asks the one with these options whether it is ready
       copysnapshot-emulator world [NAME]           prints a world as a file to start from

${lines.join('\n')}
`
}
