import { parseArgs } from 'node:util'
import regions from '../../fixtures/regions.json' with { type: 'json' }
import { isLoopback } from '../settings.ts'
import type { Key } from './request.ts'

/** What a run compares, and how. */
export interface Arguments {
  readonly endpoint: URL
  readonly region: string
  /** The destination of copies. */
  readonly to: string
  readonly against: URL | undefined
  readonly snapshot: string | undefined
  readonly withAuth: boolean
  readonly mayCopy: boolean
  readonly yes: boolean
  readonly dryRun: boolean
  readonly json: string | undefined
  readonly markdown: string | undefined
  readonly record: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

/** The flags of the command. */
export const options = {
  endpoint: text,
  region: text,
  to: text,
  against: text,
  'with-snapshot': text,
  'with-auth': flag,
  'may-copy': flag,
  yes: flag,
  'dry-run': flag,
  json: text,
  markdown: text,
  record: text,
  help: flag,
}

export const usage = `Usage: copysnapshot-emulator compare --endpoint HOST|URL --region REGION [options]

Sends the same requests to an endpoint of ECS and to the emulator, and tells where the answers differ. Needs
ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and perhaps ALIBABA_CLOUD_SECURITY_TOKEN.

  --to REGION            destination of copies (default us-east-1, from there cn-hangzhou)
  --against URL          compare with a running emulator (default: one of each contract is started)
  --with-snapshot ID     also probes that name a snapshot; it is never changed
  --may-copy             also really copy that snapshot, for a day at most; asks first, unless --yes
  --with-auth            also six failed authentications, at the end
  --dry-run              print the requests and send nothing
  --json FILE            write the results
  --markdown FILE        write a report to attach to an issue
  --record FOLDER        keep the answers, without anything of the account, as fixtures

Exit code: 0 nothing differs, 1 something differs, 2 usage, 3 stopped.
`

const addressOf = (name: string, given: string): URL => {
  const bare = URL.canParse(`https://${given}`) ? new URL(`https://${given}`) : undefined
  // An emulator on this machine is named without a scheme everywhere else.
  const scheme = bare !== undefined && isLoopback(bare.hostname) ? 'http' : 'https'
  const whole = given.includes('://') ? given : `${scheme}://${given}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url === undefined) throw new RangeError(`--${name} should be a host or a URL, not "${given}".`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new RangeError(`--${name} should be https, except on this machine.`)
  }
  return url
}

/**
 * Reads the arguments of the command.
 *
 * @returns undefined when help is asked for
 * @throws {RangeError} when something is missing or wrong
 */
export const argumentsOf = (args: readonly string[]): Arguments | undefined => {
  let values: ReturnType<typeof parse>
  try {
    values = parse(args)
  } catch (error) {
    throw new RangeError((error as Error).message)
  }
  if (values.help) return undefined
  const { endpoint, region, against, 'with-snapshot': snapshot, 'may-copy': mayCopy, json, markdown, record } = values
  if (endpoint === undefined || region === undefined) throw new RangeError('--endpoint and --region are needed.')
  if (mayCopy && snapshot === undefined) throw new RangeError('--may-copy needs --with-snapshot.')
  const to = values.to ?? (region === 'us-east-1' ? 'cn-hangzhou' : 'us-east-1')
  for (const [name, value] of [
    ['region', region],
    ['to', to],
  ] as const) {
    if (!regions.some(({ id }) => id === value))
      throw new RangeError(`--${name} should be a region of ECS, not "${value}".`)
  }
  if (snapshot !== undefined && !/^s-[a-z0-9-]{1,61}$/.test(snapshot)) {
    throw new RangeError('--with-snapshot should be the id of a snapshot, such as s-bp67acfmxazb4p000001.')
  }
  if (to === region) throw new RangeError('--to should be another region.')
  return {
    endpoint: addressOf('endpoint', endpoint),
    region,
    to,
    against: against === undefined ? undefined : addressOf('against', against),
    snapshot,
    withAuth: values['with-auth'],
    mayCopy,
    yes: values.yes,
    dryRun: values['dry-run'],
    json,
    markdown,
    record,
  }
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options }).values

/** The key of the real side. @throws {RangeError} when the environment has none */
export const realKey = (env: Environment): Key => {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = env
  if (!id || !secret)
    throw new RangeError('ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are needed.')
  return { id, secret, token: env.ALIBABA_CLOUD_SECURITY_TOKEN || undefined }
}

/** The key of an emulator: that of its settings, or the one of the default world. */
export const emulatorKey = (env: Environment): Key => ({
  id: env.EMULATOR_ACCESS_KEY_ID || 'testid',
  secret: env.EMULATOR_ACCESS_KEY_SECRET || 'testsecret',
})
