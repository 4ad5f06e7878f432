import { answerJson } from './answer.ts'
import { diskStatuses, instanceStatuses } from './disk.ts'
import { boolean, id, listOf, number, object, oneOf, type Shaped, text } from './shape.ts'
import { copyLimits, snapshotCategories, snapshotStatuses } from './snapshot.ts'

const secret = text('a text that is not empty', /[\s\S]/)
const time = text(
  'a time such as 2026-01-31T00:00:00Z, or now, now-2h, now+30d (s, m, h or d)',
  /^(?:now(?:[+-]\d{1,9}[smhd])?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)$/,
)

const accessKey = object({ id, secret }, { token: secret, expiresAt: time, active: boolean })

/** Actions are named as policies name them, such as `ecs:CopySnapshot`. */
const ramUser = object({ name: secret }, { id, keys: listOf(accessKey), denied: listOf(secret) })

export const accountShape = object(
  { id },
  {
    keys: listOf(accessKey),
    copyWhitelisted: boolean,
    balance: number(-1e12, 1e12, 'number'),
    snapshotService: boolean,
    snapshotQuota: number(0, 1e9),
    kms: oneOf('enabled', 'disabled', 'unauthorized'),
    mayAssumeRoles: boolean,
    ramUsers: listOf(ramUser),
  },
)

export const snapshotShape = object(
  { id, account: id, region: id },
  {
    name: text(),
    description: text(),
    status: oneOf(...snapshotStatuses),
    progress: number(0, 100),
    createdAt: time,
    modifiedAt: time,
    readyAt: time,
    // How often it must be described until it ends, and how often still.
    describes: object({ all: number(1, 1_000_000), left: number(1, 1_000_000) }, {}),
    retentionDays: number(1, 65536),
    disk: object({ id }, { type: oneOf('system', 'data'), size: number(1, 1_000_000) }),
    category: oneOf(...snapshotCategories),
    encrypted: boolean,
    kmsKeyId: text(),
    type: oneOf('user', 'auto'),
    usage: oneOf('none', 'image', 'disk', 'image_disk'),
    linkId: id,
    resourceGroupId: text(),
    instantAccessDays: number(0, 65535),
    sourceSnapshotId: id,
    sourceRegionId: id,
    tags: listOf(object({ key: secret, value: text() }, {})),
    copyLimits: listOf(oneOf(...copyLimits)),
    busyUntil: time,
    storageLocationArn: text(),
  },
)

const disk = object(
  { id, account: id, region: id },
  {
    name: text(),
    type: oneOf('system', 'data'),
    size: number(1, 1_000_000),
    category: id,
    status: oneOf(...diskStatuses),
    instanceId: id,
    instanceName: text(),
    instanceStatus: oneOf(...instanceStatuses),
    instanceLocked: boolean,
    everAttached: boolean,
    expired: boolean,
  },
)

const transition = object(
  {},
  {
    account: id,
    from: id,
    to: id,
    snapshot: id,
    seconds: number(0, 31_536_000, 'number'),
    secondsPerGiB: number(0, 86_400, 'number'),
    afterDescribes: number(0, 1_000_000),
    failsAt: number(0, 100),
  },
)

const region = object(
  { id },
  {
    endpoint: text(),
    cell: text('three lower-case letters or digits', /^[a-z0-9]{3}$/),
    encryptedCopies: boolean,
    byok: boolean,
    localName: object({ 'zh-CN': text(), 'en-US': text(), ja: text() }, {}),
  },
)

const kmsKey = object(
  { id, account: id, region: id },
  { enabled: boolean, symmetric: boolean, authorized: boolean, makesDataKeys: boolean },
)

const storageLocation = object({ arn: secret, account: id, region: id }, { authorized: boolean })

/** Nobody writes these by hand: they come with a state that was taken out of an emulator. */
const clientToken = object(
  { account: id, action: secret, token: secret, request: secret, answer: answerJson, expiresAt: time },
  {},
)

/** A world: the state that an emulator starts from. Times may be relative to the start. */
export const worldShape = object(
  {},
  {
    $schema: text(),
    accounts: listOf(accountShape),
    disks: listOf(disk),
    snapshots: listOf(snapshotShape),
    regions: listOf(region),
    kmsKeys: listOf(kmsKey),
    storageLocations: listOf(storageLocation),
    nonCompliantCopies: listOf(object({ from: id, to: id }, {})),
    transitions: listOf(transition),
    clientTokens: listOf(clientToken),
  },
)

export type World = Shaped<typeof worldShape>
export type WorldAccount = Shaped<typeof accountShape>
export type WorldKey = Shaped<typeof accessKey>
export type WorldSnapshot = Shaped<typeof snapshotShape>
export type WorldDisk = Shaped<typeof disk>
export type WorldTransition = Shaped<typeof transition>
export type WorldRegion = Shaped<typeof region>

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Whether the day and the hour of an absolute time are in the calendar: JavaScript takes 31 February for 3 March. */
const isInCalendar = (time: string): boolean => {
  const at = Date.parse(time)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === time.slice(0, 19)
}

/** A world's time in epoch milliseconds; NaN for a day that is in no calendar. */
export const worldTime = (time: string, start: number): number => {
  const relative = /^now(?:([+-]\d+)([smhd]))?$/.exec(time)
  if (relative === null) return isInCalendar(time) ? Date.parse(time) : Number.NaN
  return start + Number(relative[1] ?? 0) * unitMs[(relative[2] ?? 's') as keyof typeof unitMs]
}
