import type { Control } from '../control/calls.ts'
import type { Settings } from '../settings.ts'
import { allKeysOf } from '../world/accounts.ts'
import { worldFiles } from '../world/sources.ts'
import type { Row } from './pretty-log.ts'

/** Longer lists of keys are shown in part. */
const mostKeys = 3

/** The first key of the default world. Its secret is in the README, so it is shown. */
const publicKey = { id: 'testid', secret: 'testsecret' }

/** The parts of an emulator that the banner tells of. */
type Greeting = Pick<Control, 'accounts'> & { readonly url: string; readonly tlsUrl: string | undefined }

/** The ids of the active keys; a secret only of the public one. */
const keysOf = ({ accounts }: Greeting, { auth }: Settings): string => {
  if (auth === 'off') return 'any (--auth off)'
  const active = accounts
    .list()
    .flatMap(allKeysOf)
    .filter(key => key.active)
  // Permanent keys first: they are used without a token.
  const sorted = active.toSorted((a, b) => Number(a.token !== undefined) - Number(b.token !== undefined))
  const shown = sorted.slice(0, mostKeys).map(({ id, secret }) => {
    const isPublic = id === publicKey.id && secret === publicKey.secret
    return isPublic ? `${id} (${secret})` : id
  })
  const more = sorted.length > mostKeys ? [`${sorted.length - mostKeys} more`] : []
  return [...shown, ...more].join(', ') || 'none'
}

/** The worlds by name or path, and the files of the world folder. */
const worldsOf = ({ world, worldDir }: Settings): string => {
  const given = [world].flat().map(source => (/^\s*\{/.test(String(source)) ? 'given inline' : String(source)))
  return [...given, ...(worldDir === undefined ? [] : worldFiles(worldDir))].join(', ')
}

/** The rows that the command shows when it is ready: where it listens, whom it knows, where to look. */
export const bannerOf = (emulator: Greeting, settings: Settings, version: string): readonly Row[] => {
  const { url, tlsUrl } = emulator
  return [
    ['Emulator', `copysnapshot-emulator ${version}`],
    ['Address', [url, tlsUrl].filter(Boolean).join(' ')],
    ['Keys', keysOf(emulator, settings)],
    ['World', worldsOf(settings)],
    ['Contract', settings.contract],
    ...(settings.control === 'off'
      ? []
      : ([
          ['Page', `${url}/_emulator/`],
          ['Journal', `${url}/_emulator/requests`],
          ['Control', `${url}/_emulator/openapi.json`],
        ] as const)),
    ['Docs', 'README.md, docs/, --help'],
  ]
}
