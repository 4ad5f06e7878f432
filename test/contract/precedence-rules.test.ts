import t from 'tap'
import type { World } from '../../src/index.ts'
import { goodCopy, started } from '../support/emulator.ts'

type Account = NonNullable<World['accounts']>[number]
type Snapshot = NonNullable<World['snapshots']>[number]

/** What a fault changes: the call, the caller's account, the source. */
interface Fault {
  readonly what: string
  readonly params?: Readonly<Record<string, string>>
  readonly account?: Partial<Account>
  readonly source?: Partial<Snapshot>
  readonly code: string
  readonly message?: string
}

const missing = (name: string): string =>
  `The input parameter "${name}" that is mandatory for processing this request is not supplied.`
const tags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`]))

/** In the order in which the contract declares the parameters. */
const parameters: readonly Fault[] = [
  ...['SnapshotId', 'RegionId', 'DestinationRegionId'].map(name => ({
    what: `no ${name}`,
    params: { [name]: '' },
    code: 'MissingParameter',
    message: missing(name),
  })),
  { what: 'a malformed name', params: { DestinationSnapshotName: '1' }, code: 'InvalidSnapshotName.Malformed' },
  {
    what: 'a malformed description',
    params: { DestinationSnapshotDescription: '1' },
    code: 'InvalidDescription.Malformed',
  },
  { what: 'a retention out of bounds', params: { RetentionDays: '0' }, code: 'InvalidRetentionDays.Malformed' },
  { what: 'too many tags', params: tags(21), code: 'InvalidTagCount' },
]

/** In the order in which they are asked. */
const rules: readonly Fault[] = [
  {
    what: 'the service is closed',
    account: { snapshotService: false },
    code: 'InvalidAccountStatus.SnapshotServiceUnavailable',
  },
  {
    what: 'the account is not on the white list',
    account: { copyWhitelisted: false },
    code: 'InvalidUser.NotInWhiteList',
  },
  { what: 'the account has no balance', account: { balance: 0 }, code: 'InvalidAccountStatus.NotEnoughBalance' },
  {
    what: 'the destination is no region',
    params: { DestinationRegionId: 'cn-atlantis' },
    code: 'InvalidRegionId.NotExists',
  },
  {
    what: 'the regions are the same',
    params: { DestinationRegionId: 'cn-chengdu' },
    code: 'InvalidOperation.NotSupportCopyInSameRegion',
  },
  { what: 'there is no such snapshot', params: { SnapshotId: 's-none' }, code: 'InvalidSnapshotId.NotFound' },
  { what: 'the snapshot is in progress', source: { status: 'progressing' }, code: 'InvalidSnapshotId.NotReady' },
  { what: 'the snapshot is local', source: { category: 'local' }, code: 'InvalidSnapshotCategory.NotSupportCopy' },
  { what: 'the snapshot is encrypted', source: { encrypted: true }, code: 'InvalidSnapshotId.EncryptedNotSupport' },
]

/** Whether two faults cannot be at once: they are two values of one thing, or one takes the other's ground away. */
const excludeEachOther = (a: Fault, b: Fault): boolean =>
  Object.keys(a.params ?? {}).some(name => name in (b.params ?? {})) ||
  (a.code === 'InvalidSnapshotId.NotFound' && b.source !== undefined)

t.test('of two faults the action names the earlier one', async t => {
  const outcome = async (first: Fault, second?: Fault) => {
    const world: World = {
      accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }], ...first.account, ...second?.account }],
      snapshots: [
        {
          id: goodCopy.SnapshotId as string,
          account: '1001',
          region: 'cn-chengdu',
          ...first.source,
          ...second?.source,
        },
      ],
    }
    const { emulator, call } = started(t, { world })
    const { json } = await call('CopySnapshot', { ...goodCopy, ...first.params, ...second?.params })
    await emulator.close()
    return json
  }
  const order = [...parameters, ...rules]
  let pairs = 0
  for (const [i, first] of order.entries()) {
    const { code, message } = first
    const wanted = { Code: code, ...(message !== undefined && { Message: message }) }
    t.match(await outcome(first), wanted, first.what)
    for (const second of order.slice(i + 1)) {
      if (excludeEachOther(first, second)) continue
      pairs++
      t.match(await outcome(first, second), wanted, `${first.what}, before ${second.what}`)
    }
  }
  t.equal(pairs, 113, 'every pair that can be was tried')
})

t.test('a RegionId that is no region is noticed before the destination and the snapshot are looked at', async t => {
  const { call } = started(t)
  for (const fault of [
    { DestinationRegionId: 'cn-atlantis' },
    { DestinationRegionId: 'nowhere' },
    { SnapshotId: 's-none' },
  ]) {
    const { json } = await call('CopySnapshot', { ...goodCopy, RegionId: 'nowhere', ...fault })
    t.equal(json.Code, 'InvalidRegionId.MalFormed')
  }
})

t.test('a tag fault is noticed before any rule, whichever it is', async t => {
  const { call } = started(t)
  const faults: readonly (readonly [string, Record<string, string>])[] = [
    ['InvalidTagKey.Malformed', { 'Tag.1.Key': '' }],
    ['InvalidTagValue.Malformed', { 'Tag.1.Key': 'k', 'Tag.1.Value': 'acs:' }],
    ['Duplicate.TagKey', { 'Tag.1.Key': 'k', 'Tag.2.Key': 'k' }],
  ]
  for (const [code, params] of faults) {
    const as = { id: 'testid-service-closed', secret: 'testsecret' }
    t.equal((await call('CopySnapshot', { ...goodCopy, ...params }, { as })).json.Code, code)
  }
})
