import t from 'tap'
import { caller, doors, emulatorFor, goodCopy } from '../support/emulator.ts'
import type { Credentials, Params } from '../support/oracle.ts'
import { checkRefusal, formats, hostBehind, type Refusal, refusal, totals } from '../support/refusals.ts'

interface Row {
  readonly when: string
  readonly params?: Params
  /** The access key's id. */
  readonly key?: string
  readonly expected: Refusal
}

const notFound = refusal(403, 'InvalidSnapshotId.NotFound', 'The specified snapshot is not exists.')
const notReady = refusal(403, 'InvalidSnapshotId.NotReady', 'The specified snapshot has not completed yet.')

/** The eight rows of the 2021 contract. */
const contractRows: readonly Row[] = [
  {
    when: 'one tag key is given twice',
    params: { 'Tag.1.Key': 'team', 'Tag.1.Value': 'a', 'Tag.2.Key': 'team', 'Tag.2.Value': 'b' },
    expected: refusal(400, 'Duplicate.TagKey', 'The Tag.N.Key contain duplicate key.'),
  },
  {
    when: 'a tag key is reserved',
    params: { 'Tag.1.Key': 'acs:team', 'Tag.1.Value': 'a' },
    expected: refusal(400, 'InvalidTagKey.Malformed', 'The specified Tag.n.Key is not valid.'),
  },
  {
    when: 'a tag value is reserved',
    params: { 'Tag.1.Key': 'team', 'Tag.1.Value': 'aliyun' },
    expected: refusal(400, 'InvalidTagValue.Malformed', 'The specified Tag.n.Value is not valid.'),
  },
  { when: 'there is no such snapshot', params: { SnapshotId: 's-bp67acfmxazb4p000099' }, expected: notFound },
  {
    when: 'the snapshot is in another region than said',
    params: { SnapshotId: 's-bp17acfmxazb4p000002' },
    expected: notFound,
  },
  {
    when: 'the account is not on the white list',
    key: 'testid-not-whitelisted',
    expected: refusal(403, 'InvalidUser.NotInWhiteList', 'The user is not in the white list of copying snapshot.'),
  },
  {
    when: 'the account has no balance',
    key: 'testid-no-balance',
    expected: refusal(403, 'InvalidAccountStatus.NotEnoughBalance', 'Your account does not have enough balance.'),
  },
  {
    when: 'the snapshot service is closed',
    key: 'testid-service-closed',
    expected: refusal(
      403,
      'InvalidAccountStatus.SnapshotServiceUnavailable',
      'Snapshot service has not been opened yet.',
    ),
  },
  { when: 'the snapshot is in progress', params: { SnapshotId: 's-bp67acfmxazb4p000003' }, expected: notReady },
  { when: 'the snapshot failed', params: { SnapshotId: 's-bp67acfmxazb4p000004' }, expected: notReady },
]

/** Later rows, for conditions that the contract has without naming a code. */
const laterRows: readonly Row[] = [
  {
    when: 'RegionId is no region',
    params: { RegionId: 'cn-atlantis' },
    expected: refusal(400, 'InvalidRegionId.MalFormed', 'The specified RegionId is not valid.'),
  },
  {
    when: 'DestinationRegionId is no region',
    params: { DestinationRegionId: 'cn-atlantis' },
    expected: refusal(403, 'InvalidRegionId.NotExists', 'Region not exists.'),
  },
  {
    when: 'the two regions are the same',
    params: { DestinationRegionId: 'cn-chengdu' },
    expected: refusal(
      403,
      'InvalidOperation.NotSupportCopyInSameRegion',
      'Copying snapshot in the same region is not supported.',
    ),
  },
  {
    when: 'the snapshot is a local one',
    params: { SnapshotId: 's-bp67acfmxazb4p000006' },
    expected: refusal(
      403,
      'InvalidSnapshotCategory.NotSupportCopy',
      "The specified snapshot's category does not support copy.",
    ),
  },
  {
    when: 'the snapshot is encrypted',
    params: { SnapshotId: 's-bp67acfmxazb4p000005' },
    expected: refusal(
      403,
      'InvalidSnapshotId.EncryptedNotSupport',
      'The specified snapshot  with encrypted does not support copy.',
    ),
  },
  {
    when: 'the name is malformed',
    params: { DestinationSnapshotName: '1st' },
    expected: refusal(403, 'InvalidSnapshotName.Malformed', 'The specified SnapshotName is wrongly formed.'),
  },
  {
    when: 'the description is malformed',
    params: { DestinationSnapshotDescription: 'https://example.com' },
    expected: refusal(403, 'InvalidDescription.Malformed', 'The specified description is wrongly formed.'),
  },
  {
    when: 'the retention is out of bounds',
    params: { RetentionDays: '65537' },
    expected: refusal(403, 'InvalidRetentionDays.Malformed', 'The specified RetentionDays is not valid.'),
  },
  {
    when: 'there are too many tags',
    params: { 'Tag.21.Key': 'team' },
    expected: refusal(400, 'InvalidTagCount', 'The specified tags are beyond the permitted range.'),
  },
]

for (const door of doors) {
  for (const format of formats) {
    t.test(`a copy is refused to the letter in ${format}, ${door.name}, and nothing changes`, async t => {
      const call = caller(await door.open(emulatorFor(t)))
      for (const { when, params, key, expected } of [...contractRows, ...laterRows]) {
        await t.test(`when ${when}`, async t => {
          const as: Credentials = { id: key ?? 'testid', secret: 'testsecret' }
          const before = await totals(call, as)
          t.strictSame(before, key === undefined ? [6, 1, 0] : [0, 0, 0])
          const answer = await call('CopySnapshot', { ...goodCopy, Format: format, ...params }, { as })
          checkRefusal(t, answer, expected, { format, host: hostBehind(door) })
          t.strictSame(await totals(call, as), before)
        })
      }
    })
  }
}
