import { boolean, listOf, number, object, oneOf, type Shaped, text } from './shape.ts'
import { snapshotCategories, snapshotStatuses } from './snapshot.ts'

const id = text('a text of 1 to 64 letters, digits and . _ * -', /^[\w.*-]{1,64}$/)
const secret = text('a text that is not empty', /[\s\S]/)
const time = text(
  'a time such as 2026-01-31T00:00:00Z, or now, now-2h, now+30d (s, m, h or d)',
  /^(?:now(?:[+-]\d{1,9}[smhd])?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)$/,
)

const accessKey = object({ id, secret }, { token: secret, expiresAt: time, active: boolean })

const account = object(
  { id },
  {
    keys: listOf(accessKey),
    copyWhitelisted: boolean,
    balance: number(-1e12, 1e12, 'number'),
    snapshotService: boolean,
  },
)

const snapshot = object(
  { id, account: id, region: id },
  {
    name: text(),
    description: text(),
    status: oneOf(...snapshotStatuses),
    progress: number(0, 100),
    createdAt: time,
    modifiedAt: time,
    readyAt: time,
    retentionDays: number(1, 65536),
    disk: object({ id }, { type: oneOf('system', 'data'), size: number(1, 1_000_000) }),
    category: oneOf(...snapshotCategories),
    encrypted: boolean,
    kmsKeyId: text(),
    type: oneOf('user', 'auto'),
    usage: oneOf('none', 'image', 'disk', 'image_disk'),
    linkId: id,
    sourceSnapshotId: id,
    sourceRegionId: id,
    tags: listOf(object({ key: secret, value: text() }, {})),
  },
)

const region = object(
  { id },
  {
    endpoint: text(),
    cell: text('three lower-case letters or digits', /^[a-z0-9]{3}$/),
    localName: object({ 'zh-CN': text(), 'en-US': text(), ja: text() }, {}),
  },
)

/** A world: the state that an emulator starts from. Times may be relative to the start. */
export const worldShape = object(
  {},
  { $schema: text(), accounts: listOf(account), snapshots: listOf(snapshot), regions: listOf(region) },
)

export type World = Shaped<typeof worldShape>
export type WorldAccount = Shaped<typeof account>
export type WorldSnapshot = Shaped<typeof snapshot>
export type WorldRegion = Shaped<typeof region>

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A world's time in epoch milliseconds; NaN for a day that is in no calendar. */
export const worldTime = (time: string, start: number): number => {
  const relative = /^now(?:([+-]\d+)([smhd]))?$/.exec(time)
  if (relative === null) return Date.parse(time)
  return start + Number(relative[1] ?? 0) * unitMs[(relative[2] ?? 's') as keyof typeof unitMs]
}
