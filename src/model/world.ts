import { answerJson } from './answer.ts'
import { diskStatuses, instanceStatuses } from './disk.ts'
import { boolean, id, listOf, number, object, oneOf, type Shaped, text } from './shape.ts'
import { accountShape, type WorldAccount } from './world-account.ts'
import { filled, time } from './world-fields.ts'
import { snapshotShape, type WorldSnapshot } from './world-snapshot.ts'

export type { WorldAccount, WorldKey } from './world-account.ts'
export type { WorldSnapshot } from './world-snapshot.ts'

const disk = object(
  {
    /** Id of the disk. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region. */
    region: id,
  },
  {
    /** Name; default: empty. */
    name: text(),
    /** Kind; default `data`. */
    type: oneOf('system', 'data'),
    /** Size in GiB; default 40. */
    size: number(1, 1_000_000),
    /** Category; default `cloud_essd`. `ephemeral…` and `local…` are local disks. */
    category: id,
    /** Status; default `In_use` with an instance, else `Available`. */
    status: oneOf(...diskStatuses),
    /** Id of the instance that it is attached to; default: none. */
    instanceId: id,
    /** Name of the instance; default: empty. */
    instanceName: text(),
    /** Status of the instance; default `Stopped`. */
    instanceStatus: oneOf(...instanceStatuses),
    /** Whether the instance is locked for security; default false. */
    instanceLocked: boolean,
    /** Whether it was ever attached to an instance; default true. */
    everAttached: boolean,
    /** Whether it has expired; default false. */
    expired: boolean,
  },
)

/** A disk. */
export interface WorldDisk extends Shaped<typeof disk> {}

const transition = object(
  {},
  {
    /** Account whose snapshots it is about; default: all accounts. */
    account: id,
    /** Region of the source; default: any. */
    from: id,
    /** Region of the new snapshot; default: any. */
    to: id,
    /** Id of a copy's source; default: any. */
    snapshot: id,
    /** Duration in seconds; default: what a less specific entry says. */
    seconds: number(0, 31_536_000, 'number'),
    /** Seconds to add for each GiB of the disk; default: as for `seconds`. */
    secondsPerGiB: number(0, 86_400, 'number'),
    /** How often DescribeSnapshots shows the snapshot in progress until it ends, whatever the time; 0: by time. */
    afterDescribes: number(0, 1_000_000),
    /** Progress in per cent at which it fails; 100: it succeeds. Default: what a less specific entry says. */
    failsAt: number(0, 100),
  },
)

/** How long snapshots take, how they end, and which ones. */
export interface WorldTransition extends Shaped<typeof transition> {}

const localName = object({ 'zh-CN': text(), 'en-US': text(), ja: text() }, {})

const region = object(
  {
    /** Id of the region, such as `cn-hangzhou`. */
    id,
  },
  {
    /** Endpoint that DescribeRegions returns; default: the service's. */
    endpoint: text(),
    /** Characters that the ids made in the region begin with; default: the service's, or the end of the id. */
    cell: text('three lower-case letters or digits', /^[a-z0-9]{3}$/),
    /** Whether encrypted copies can be made in it; default true. */
    encryptedCopies: boolean,
    /** Whether customer-managed keys can be used in it; default true. */
    byok: boolean,
    /** Name that DescribeRegions returns, by language; default: the service's, or the id. */
    localName,
  },
)

/** A region. */
export interface WorldRegion extends Shaped<typeof region> {}

const kmsKey = object(
  {
    /** Id of the key. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region. */
    region: id,
  },
  {
    /** Whether it is enabled; default true. */
    enabled: boolean,
    /** Whether it is symmetric; default true. */
    symmetric: boolean,
    /** Whether ECS may put its tags on it; default true. */
    authorized: boolean,
    /** Whether a data key can be made under it; default true. */
    makesDataKeys: boolean,
  },
)

/** A key of the key management service. */
export interface WorldKmsKey extends Shaped<typeof kmsKey> {}

const storageLocation = object({ arn: filled, account: id, region: id }, { authorized: boolean })

/** Nobody writes these by hand: they come with a state that was taken out of an emulator. */
const clientToken = object(
  { account: id, action: filled, token: filled, request: filled, answer: answerJson, expiresAt: time },
  {},
)

/** The shape of a world. Times may be relative to the start. */
export const worldShape = object(
  {},
  {
    /** JSON Schema for editors; ignored. */
    $schema: text(),
    /** Accounts; the first account of all worlds is the default account. */
    accounts: listOf<WorldAccount>(accountShape),
    /** Disks that snapshots can be made of. */
    disks: listOf<WorldDisk>(disk),
    /** Snapshots. */
    snapshots: listOf<WorldSnapshot>(snapshotShape),
    /** Regions; default: those of the service. */
    regions: listOf<WorldRegion>(region),
    /** Keys of the key management service. */
    kmsKeys: listOf<WorldKmsKey>(kmsKey),
    /** Storage locations of accounts. */
    storageLocations: listOf(storageLocation),
    /** Pairs of regions between which regulations forbid copies. */
    nonCompliantCopies: listOf(object({ from: id, to: id }, {})),
    /** Durations and failures of snapshots in progress; the most specific entry wins. */
    transitions: listOf<WorldTransition>(transition),
    /** ClientTokens that were used, of an exported state. */
    clientTokens: listOf(clientToken),
  },
)

/** The state that an emulator starts from. */
export interface World extends Shaped<typeof worldShape> {}

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
