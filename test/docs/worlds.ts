import world from '../../fixtures/worlds/default.json' with { type: 'json' }
import type { World } from '../../src/index.ts'
import type { Language } from '../support/page.ts'
import { code } from './markdown.ts'

const { accounts = [], snapshots = [], disks = [], instances = [] } = world as World

/** The members of a part that are not in the table's other columns, as JSON. */
const othersOf = (part: object, shown: readonly string[]): string =>
  Object.entries(part)
    .filter(([name]) => !shown.includes(name))
    .map(([name, value]) => code(`${name}: ${JSON.stringify(value)}`))
    .join(' ')

/** The cells of the table of keys in the default world, with what is particular to the key and to its owner. */
export const accountCells = (_: Language): string[][] =>
  accounts.flatMap(({ id, keys = [], ramUsers = [], ...account }) => {
    const users = ramUsers.map(({ name, denied, keys = [] }) => ({ keys, owner: { ramUser: name, denied } }))
    return [{ keys, owner: account }, ...users].flatMap(({ keys, owner }) =>
      keys.map(key => [
        code(key.id),
        code(key.secret),
        code(id),
        [othersOf(key, ['id', 'secret']), othersOf(owner, [])].filter(Boolean).join(' '),
      ]),
    )
  })

/** The cells of the table of snapshots in the default world. */
export const snapshotCells = (_: Language): string[][] =>
  snapshots.map(({ disk, ...snapshot }) => [
    code(snapshot.id),
    code(snapshot.region),
    code(snapshot.account),
    `${code(disk?.id ?? '')} ${disk?.type}, ${disk?.size} GiB`,
    othersOf(snapshot, ['id', 'region', 'account', 'description', 'tags']),
  ])

/** The cells of the table of disks in the default world. */
export const diskCells = (_: Language): string[][] =>
  disks.map(disk => [code(disk.id), code(disk.region), code(disk.account), othersOf(disk, ['id', 'region', 'account'])])

/** The cells of the table of instances in the default world. */
export const instanceCells = (_: Language): string[][] =>
  instances.map(instance => [
    code(instance.id),
    code(instance.region),
    code(instance.account),
    othersOf(instance, ['id', 'region', 'account']),
  ])
