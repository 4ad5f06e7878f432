import t from 'tap'
import { copied, described } from '../support/copies.ts'
import { caller, doors, emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

for (const door of doors) {
  t.test(`CopySnapshot returns only the id of the copy, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    for (const method of ['GET', 'POST'] as const) {
      const json = await call('CopySnapshot', goodCopy, { method })
      const RequestId = checkEnvelope(t, json, 'JSON')
      t.equal(json.status, 200)
      t.equal(json.body, JSON.stringify({ RequestId, SnapshotId: json.json.SnapshotId }))

      const xml = await call('CopySnapshot', { ...goodCopy, Format: 'XML' }, { method })
      const requestId = checkEnvelope(t, xml, 'XML')
      const { SnapshotId } = await described(call, { RegionId: 'us-east-1' })
      t.equal(xml.status, 200)
      t.equal(
        xml.body,
        `<?xml version='1.0' encoding='UTF-8'?><CopySnapshotResponse><RequestId>${requestId}</RequestId>` +
          `<SnapshotId>${SnapshotId}</SnapshotId></CopySnapshotResponse>`,
      )
      t.not(SnapshotId, json.json.SnapshotId)
    }
  })

  t.test(`a copy is stored in the destination with the parameters of the call, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const copy = await copied(call, {
      ...goodCopy,
      DestinationSnapshotName: '副本-1',
      DestinationSnapshotDescription: 'A copy, <b>kept</b>',
      RetentionDays: '60',
      'Tag.1.Key': 'owner',
      'Tag.1.Value': 'dr',
    })
    t.match(copy.SnapshotLinkId, /^sl-[a-z0-9]{20}$/)
    t.strictSame(copy, {
      SnapshotId: copy.SnapshotId,
      SnapshotName: '副本-1',
      Description: 'A copy, <b>kept</b>',
      RegionId: 'us-east-1',
      FullSnapshotSizeInBytes: 40 * 2 ** 30,
      Status: 'progressing',
      Progress: '0%',
      CreationTime: '2026-11-24T08:00:00Z',
      LastModifiedTime: '2026-11-24T08:00:00Z',
      RemainTime: 2,
      SourceDiskId: 'd-bp67acfmxazb4p000001',
      SourceDiskType: 'system',
      SourceDiskSize: 40,
      SourceStorageType: 'disk',
      RetentionDays: 60,
      SnapshotType: 'user',
      Usage: 'none',
      Available: false,
      InstantAccess: false,
      InstantAccessRetentionDays: 0,
      Encrypted: false,
      KMSKeyId: '',
      Category: 'standard',
      ResourceGroupId: '',
      ProductCode: '',
      SnapshotSN: '',
      SnapshotLinkId: copy.SnapshotLinkId,
      SourceSnapshotId: 's-bp67acfmxazb4p000001',
      SourceRegionId: 'cn-chengdu',
      Tags: { Tag: [{ TagKey: 'owner', TagValue: 'dr' }] },
    })
  })
}

t.test('a copy inherits neither name, description, tags nor retention from its source', async t => {
  const { call } = started(t)
  for (const SnapshotId of ['s-bp67acfmxazb4p000001', 's-bp67acfmxazb4p000007']) {
    const copy = await copied(call, { ...goodCopy, SnapshotId })
    t.equal(copy.SourceSnapshotId, SnapshotId)
    t.equal(copy.SnapshotName, '')
    t.equal(copy.Description, '')
    t.strictSame(copy.Tags, { Tag: [] })
    t.notOk('RetentionDays' in copy)
  }
})

t.test('a copy does not change its source', async t => {
  const { call } = started(t)
  const source = () => described(call, { RegionId: 'cn-chengdu', SnapshotIds: '["s-bp67acfmxazb4p000001"]' })
  const before = await source()
  t.equal(before.SnapshotName, 'copyable')
  await copied(call, { ...goodCopy, DestinationSnapshotName: 'copy', RetentionDays: '1', 'Tag.1.Key': 'env' })
  t.strictSame(await source(), before)
})

t.test("the id of a copy begins with its region's cell", async t => {
  const { call } = started(t)
  const cells: readonly (readonly [string, string])[] = [
    ['cn-beijing', '2ze'],
    ['cn-hangzhou', 'bp1'],
    ['cn-hongkong', 'j6c'],
    ['cn-shanghai', 'uf6'],
    ['eu-central-1', 'gw8'],
  ]
  for (const [DestinationRegionId, cell] of cells) {
    const { json } = await call('CopySnapshot', { ...goodCopy, DestinationRegionId })
    t.match(json.SnapshotId, new RegExp(`^s-${cell}[a-z0-9]{17}$`), DestinationRegionId)
  }
})

t.test('every region accepts copies, and every copy has its own id and chain', async t => {
  const { call } = started(t)
  const regions = (await call('DescribeRegions')).json.Regions.Region
  const others = regions
    .map(({ RegionId }: { RegionId: string }) => RegionId)
    .filter((id: string) => id !== 'cn-chengdu')
  t.equal(others.length, 34)
  const seen = new Set<string>()
  for (const DestinationRegionId of [...others, ...others]) {
    const copy = await copied(call, { ...goodCopy, DestinationRegionId })
    t.match(copy.SnapshotId, /^s-[a-z0-9]{20}$/, DestinationRegionId)
    t.match(copy.SnapshotLinkId, /^sl-[a-z0-9]{20}$/, DestinationRegionId)
    t.equal(copy.RegionId, DestinationRegionId)
    seen.add(copy.SnapshotId).add(copy.SnapshotLinkId)
  }
  t.equal(seen.size, 4 * others.length)
})

t.test('two accounts with the same snapshot id are independent', async t => {
  const id = 's-bp67acfmxazb4p000001'
  const world = {
    accounts: ['1', '2'].map(n => ({ id: `100${n}`, keys: [{ id: `key-${n}`, secret: 'secret' }] })),
    snapshots: [
      { id, account: '1001', region: 'cn-chengdu', name: 'first', disk: { id: 'd-first' } },
      { id, account: '1002', region: 'cn-chengdu', name: 'second', disk: { id: 'd-second' } },
      { id: 's-only-second', account: '1002', region: 'cn-chengdu' },
    ],
  }
  const { call } = started(t, { world })
  const [first, second] = ['1', '2'].map(n => ({ as: { id: `key-${n}`, secret: 'secret' } }))
  const list = async (RegionId: string, options = first) =>
    (await call('DescribeSnapshots', { RegionId }, options)).json.Snapshots.Snapshot
  t.strictSame(
    (await list('cn-chengdu', first)).map((s: { SnapshotName: string }) => s.SnapshotName),
    ['first'],
  )
  t.equal((await list('cn-chengdu', second)).length, 2)

  const copy = await call('CopySnapshot', goodCopy, second)
  t.strictSame(await list('us-east-1', first), [])
  const [stored] = await list('us-east-1', second)
  t.equal(stored.SnapshotId, copy.json.SnapshotId)
  t.equal(stored.SourceDiskId, 'd-second')

  const foreign = await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-only-second' }, first)
  checkRefusal(t, foreign, '403 InvalidSnapshotId.NotFound')
})
