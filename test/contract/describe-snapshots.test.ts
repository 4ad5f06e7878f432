import t from 'tap'
import { described } from '../support/copies.ts'
import { caller, doors, emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkEnvelope, checkRefusal, invalid, missing } from '../support/refusals.ts'

const account = { id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }

/** Twenty-five snapshots, the oldest first: s-1 is 25 hours old, s-25 one hour. */
const manySnapshots = Array.from({ length: 25 }, (_, i) => ({
  id: `s-${i + 1}`,
  account: '1001',
  region: 'cn-chengdu',
  createdAt: `now-${25 - i}h`,
}))
const idsFrom = (newest: number, oldest: number): string[] =>
  Array.from({ length: newest - oldest + 1 }, (_, i) => `s-${newest - i}`)

for (const door of doors) {
  t.test(`without snapshots the list is empty, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const json = await call('DescribeSnapshots', { RegionId: 'us-east-1' })
    const RequestId = checkEnvelope(t, json, 'JSON')
    t.equal(json.status, 200)
    const page = { PageNumber: 1, TotalCount: 0, PageSize: 10, NextToken: '' }
    t.strictSame(json.json, { RequestId, ...page, Snapshots: { Snapshot: [] } })

    const xml = await call('DescribeSnapshots', { RegionId: 'us-east-1', Format: 'XML' })
    const requestId = checkEnvelope(t, xml, 'XML')
    t.equal(
      xml.body,
      `<?xml version='1.0' encoding='UTF-8'?><DescribeSnapshotsResponse><RequestId>${requestId}</RequestId>` +
        '<PageNumber>1</PageNumber><TotalCount>0</TotalCount><PageSize>10</PageSize><NextToken></NextToken>' +
        '<Snapshots></Snapshots></DescribeSnapshotsResponse>',
    )
  })
}

t.test('RegionId is required and must be a region', async t => {
  const { call } = started(t)
  checkRefusal(t, await call('DescribeSnapshots'), missing('RegionId'))
  checkRefusal(t, await call('DescribeSnapshots', { RegionId: '' }), missing('RegionId'))
  checkRefusal(t, await call('DescribeSnapshots', { RegionId: 'CN-CHENGDU' }), '404 InvalidRegionId.NotFound')
})

t.test('a snapshot that is not a copy has no members of copies', async t => {
  const { call } = started(t)
  const snapshot = await described(call, { RegionId: 'cn-chengdu', SnapshotIds: '["s-bp67acfmxazb4p000001"]' })
  t.match(snapshot.SnapshotLinkId, /^sl-\w+$/)
  t.strictSame(snapshot, {
    SnapshotId: 's-bp67acfmxazb4p000001',
    SnapshotName: 'copyable',
    Description: 'Ready to be copied',
    RegionId: 'cn-chengdu',
    FullSnapshotSizeInBytes: 40 * 2 ** 30,
    Status: 'accomplished',
    Progress: '100%',
    CreationTime: '2026-11-17T08:00:00Z',
    LastModifiedTime: '2026-11-17T08:00:00Z',
    RemainTime: 0,
    SourceDiskId: 'd-bp67acfmxazb4p000001',
    SourceDiskType: 'system',
    SourceDiskSize: 40,
    SourceStorageType: 'disk',
    SnapshotType: 'user',
    Usage: 'none',
    Available: true,
    InstantAccess: false,
    InstantAccessRetentionDays: 0,
    Encrypted: false,
    KMSKeyId: '',
    Category: 'standard',
    ResourceGroupId: '',
    ProductCode: '',
    SnapshotSN: '',
    SnapshotLinkId: snapshot.SnapshotLinkId,
    Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] },
  })
})

t.test('the snapshots of the default world have the members of the world', async t => {
  const { call } = started(t)
  const table = {
    's-bp67acfmxazb4p000003': { Status: 'progressing', Progress: '37%', Available: false },
    's-bp67acfmxazb4p000004': { Status: 'failed', Progress: '62%', Available: false, RemainTime: 0 },
    's-bp67acfmxazb4p000005': { Status: 'accomplished', Encrypted: true, Category: 'standard' },
    's-bp67acfmxazb4p000006': { Status: 'accomplished', Encrypted: false, Category: 'local' },
    's-bp67acfmxazb4p000007': { Status: 'accomplished', RetentionDays: 30, Tags: { Tag: [] } },
  }
  for (const [id, expected] of Object.entries(table)) {
    t.match(await described(call, { RegionId: 'cn-chengdu', SnapshotIds: JSON.stringify([id]) }), expected, id)
  }
})

t.test('snapshots come in pages of ten, newest first', async t => {
  const { call } = started(t, { world: { accounts: [account], snapshots: manySnapshots } })
  const table: readonly (readonly [Record<string, string>, number, number, string[]])[] = [
    [{}, 1, 10, idsFrom(25, 16)],
    [{ PageNumber: '', PageSize: '' }, 1, 10, idsFrom(25, 16)],
    [{ PageNumber: '2' }, 2, 10, idsFrom(15, 6)],
    [{ PageNumber: '3' }, 3, 10, idsFrom(5, 1)],
    [{ PageNumber: '4' }, 4, 10, []],
    [{ PageNumber: '2147483647', PageSize: '100' }, 2147483647, 100, []],
    [{ PageSize: '1' }, 1, 1, ['s-25']],
    [{ PageSize: '1', PageNumber: '25' }, 25, 1, ['s-1']],
    [{ PageSize: '7', PageNumber: '2' }, 2, 7, idsFrom(18, 12)],
    [{ PageSize: '99' }, 1, 99, idsFrom(25, 1)],
    [{ PageSize: '100' }, 1, 100, idsFrom(25, 1)],
  ]
  for (const [params, PageNumber, PageSize, ids] of table) {
    const { json } = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', ...params })
    const page = { PageNumber, PageSize, TotalCount: 25 }
    t.match(json, page, JSON.stringify(params))
    t.strictSame(
      json.Snapshots.Snapshot.map((s: { SnapshotId: string }) => s.SnapshotId),
      ids,
    )
  }
})

t.test('a page number below 1, a page size outside 1 to 100 and a value that is not a number are refused', async t => {
  const { call } = started(t)
  const junk = ['0', '-1', 'undefined', '1.0', ' 1', '1e1', '2147483648']
  const table = { PageNumber: junk, PageSize: [...junk, '101', '2147483647'] }
  for (const [name, values] of Object.entries(table)) {
    for (const value of values) {
      await t.test(`${name} as in ${JSON.stringify(value)}`, async t => {
        checkRefusal(t, await call('DescribeSnapshots', { RegionId: 'cn-chengdu', [name]: value }), invalid(name))
      })
    }
  }
})

t.test('the newest copy is first, also among copies of the same moment', async t => {
  const { call, at } = startedOnMovingClock(t)
  const made: string[] = []
  for (const ms of [0, 0, 1, 5000]) {
    at(ms)
    made.unshift((await call('CopySnapshot', goodCopy)).json.SnapshotId)
  }
  const { json } = await call('DescribeSnapshots', { RegionId: 'us-east-1' })
  t.strictSame(
    json.Snapshots.Snapshot.map((s: { SnapshotId: string }) => s.SnapshotId),
    made,
  )
})
