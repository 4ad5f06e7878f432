import t from 'tap'
import { described } from '../support/copies.ts'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

const world = lifeWorld
const sound = { RegionId: 'cn-chengdu', DiskId: 'd-loose' }
const creating = '403 IncorrectDiskStatus.CreatingSnapshot'

for (const door of doors) {
  t.test(`CreateSnapshot returns only the id of the snapshot, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world, copySeconds: 0 })))
    const json = await call('CreateSnapshot', { DiskId: 'd-loose' })
    t.equal(json.status, 200)
    const RequestId = checkEnvelope(t, json, 'JSON')
    t.strictSame(json.json, { RequestId, SnapshotId: json.json.SnapshotId })
    t.match(json.json.SnapshotId, /^s-2vc[a-z0-9]{17}$/)

    const xml = await call('CreateSnapshot', { DiskId: 'd-loose', Format: 'XML' })
    const requestId = checkEnvelope(t, xml, 'XML')
    t.match(
      xml.body,
      new RegExp(
        "^<\\?xml version='1.0' encoding='UTF-8'\\?><CreateSnapshotResponse>" +
          `<RequestId>${requestId}</RequestId><SnapshotId>s-2vc[a-z0-9]{17}</SnapshotId></CreateSnapshotResponse>$`,
      ),
    )
  })
}

t.test('a snapshot of an ESSD is available at once, any other snapshot and a copy once it is accomplished', async t => {
  const owner = { account: '1000000000000001', region: 'cn-chengdu' }
  const available = {
    cloud_essd: true,
    cloud_essd_entry: true,
    cloud_auto: true,
    cloud: false,
    cloud_efficiency: false,
    cloud_ssd: false,
  }
  const disks = Object.keys(available).map(category => ({ id: `d-${category}`, ...owner, category }))
  const failing = {
    id: 's-failed',
    ...owner,
    status: 'failed',
    disk: { id: 'd-cloud_essd', category: 'cloud_essd' },
  } as const
  const { call, emulator } = started(t, { world: ['default', { disks, snapshots: [failing] }] })
  const isAvailable = async (SnapshotId: string, RegionId = 'cn-chengdu') => {
    const { Available, Status } = await described(call, { RegionId, SnapshotIds: JSON.stringify([SnapshotId]) })
    return `${Status} ${Available}`
  }
  const made: string[] = []
  for (const [category, expected] of Object.entries(available)) {
    const { SnapshotId } = (await call('CreateSnapshot', { DiskId: `d-${category}` })).json
    t.equal(await isAvailable(SnapshotId), `progressing ${expected}`, category)
    made.push(SnapshotId)
  }
  t.equal(await isAvailable('s-failed'), 'failed false')
  emulator.state.import(emulator.state.export())
  t.equal(await isAvailable(made[0] as string), 'progressing true', 'an export keeps it')
  emulator.clock.advance(2)
  for (const id of made) t.equal(await isAvailable(id), 'accomplished true')
  const copied = { SnapshotId: made[0] as string, RegionId: 'cn-chengdu', DestinationRegionId: 'us-east-1' }
  const { SnapshotId } = (await call('CopySnapshot', copied)).json
  t.equal(await isAvailable(SnapshotId, 'us-east-1'), 'progressing false', 'a copy')
})

t.test('a new snapshot has the properties of the call and the disk', async t => {
  const { call } = started(t, { world })
  const { SnapshotId } = (
    await call('CreateSnapshot', {
      DiskId: 'd-loose',
      SnapshotName: 'nightly',
      Description: 'every night',
      RetentionDays: '30',
      ResourceGroupId: 'rg-mine',
      InstantAccess: 'True',
      InstantAccessRetentionDays: '2',
      'Tag.1.Key': 'a',
      'Tag.1.Value': '1',
      'Tag.2.key': 'b',
      'Tag.2.value': '2',
    })
  ).json
  const snapshot = await described(call, { ...sound, SnapshotIds: JSON.stringify([SnapshotId]) })
  t.strictSame(snapshot, {
    SnapshotId,
    SnapshotName: 'nightly',
    Description: 'every night',
    RegionId: 'cn-chengdu',
    FullSnapshotSizeInBytes: 100 * 2 ** 30,
    Status: 'progressing',
    Progress: '0%',
    CreationTime: '2026-11-24T08:00:00Z',
    LastModifiedTime: '2026-11-24T08:00:00Z',
    RemainTime: 2,
    SourceDiskId: 'd-loose',
    SourceDiskType: 'data',
    SourceDiskSize: 100,
    SourceStorageType: 'disk',
    RetentionDays: 30,
    SnapshotType: 'user',
    Usage: 'none',
    Available: true,
    InstantAccess: true,
    InstantAccessRetentionDays: 2,
    Encrypted: false,
    KMSKeyId: '',
    Category: 'standard',
    ResourceGroupId: 'rg-mine',
    ProductCode: '',
    SnapshotSN: '',
    SnapshotLinkId: 'sl-loose',
    Tags: {
      Tag: [
        { TagKey: 'a', TagValue: '1' },
        { TagKey: 'b', TagValue: '2' },
      ],
    },
  })
})

t.test('a snapshot made with only a DiskId has no name, no retention, no tags and no instant access', async t => {
  const { call } = started(t, { world })
  await call('CreateSnapshot', { DiskId: 'd-loose', Category: 'Flash' })
  const snapshot = await described(call, { ...sound, Status: 'progressing' })
  t.notOk('RetentionDays' in snapshot)
  t.match(snapshot, { SnapshotName: '', Description: '', InstantAccess: false, Category: 'flash', Tags: { Tag: [] } })
})

t.test('a disk has at most one snapshot in progress', async t => {
  const { call, at } = startedOnMovingClock(t, { world })
  const first = (await call('CreateSnapshot', sound)).json.SnapshotId
  at(1999)
  checkRefusal(t, await call('CreateSnapshot', sound), creating)
  t.equal((await call('CreateSnapshot', { DiskId: 'd-running' })).status, 200, 'another disk is free')
  at(2000)
  t.match(await described(call, { ...sound, SnapshotIds: JSON.stringify([first]) }), { Status: 'accomplished' })
  t.equal((await call('CreateSnapshot', sound)).status, 200)
})

t.test('the snapshots of a disk form one chain, which the first one starts', async t => {
  const { call, at } = startedOnMovingClock(t, {
    world: { ...lifeWorld, snapshots: [] },
  })
  const links: string[] = []
  for (const ms of [0, 5000, 10_000]) {
    at(ms)
    await call('CreateSnapshot', sound)
    links.push((await described(call, sound)).SnapshotLinkId)
  }
  t.match(links[0], /^sl-2vc[a-z0-9]{17}$/)
  t.equal(new Set(links).size, 1)
})

t.test('the quota of a disk counts neither copies nor deleted snapshots', async t => {
  const { call } = started(t, { world })
  const full = { DiskId: 'd-full' }
  t.equal((await call('CreateSnapshot', full)).json.Code, 'QuotaExceed.Snapshot')
  await call('CopySnapshot', { RegionId: 'cn-chengdu', DestinationRegionId: 'us-east-1', SnapshotId: 's-full-1' })
  await call('DeleteSnapshot', { SnapshotId: 's-full-1' })
  t.equal((await call('CreateSnapshot', full)).status, 200)
})

t.test('instant access ends after its retention, or with the snapshot', async t => {
  const { call, at } = startedOnMovingClock(t, { world, copySeconds: 0 })
  await call('CreateSnapshot', { ...sound, InstantAccess: 'true', InstantAccessRetentionDays: '1' })
  await call('CreateSnapshot', { DiskId: 'd-running', InstantAccess: 'true' })
  const access = async (DiskId: string) => (await described(call, { ...sound, DiskId })).InstantAccess
  at(86_400_000 - 1)
  t.equal(await access('d-loose'), true)
  at(86_400_000)
  t.equal(await access('d-loose'), false)
  t.equal(await access('d-running'), true)
})

t.test('a call repeated with its token makes no second snapshot', async t => {
  const { call } = started(t, { world })
  const params = { DiskId: 'd-loose', ClientToken: 'one', RetentionDays: '3' }
  const { SnapshotId } = (await call('CreateSnapshot', params)).json
  t.equal((await call('CreateSnapshot', params)).json.SnapshotId, SnapshotId)
  t.equal((await call('CreateSnapshot', { ...params, RetentionDays: '4' })).json.Code, 'IdempotentParameterMismatch')
})

t.test("another account's disk is not found", async t => {
  const disks = [{ id: 'd-theirs', account: '1004', region: 'cn-chengdu' }]
  const { call } = started(t, { world: { ...lifeWorld, disks } })
  const as = { id: 'testid-not-whitelisted', secret: 'testsecret' }
  t.equal((await call('CreateSnapshot', { DiskId: 'd-theirs' })).json.Code, 'InvalidDiskId.NotFound')
  t.equal((await call('CreateSnapshot', { DiskId: 'd-theirs' }, { as })).status, 200)
})

t.test('a name may have every Unicode letter and full stops, but may not begin with auto', async t => {
  const { call } = started(t, { world, copySeconds: 0 })
  for (const SnapshotName of ['a.b', 'éa', '快照.1']) {
    const { SnapshotId } = (await call('CreateSnapshot', { DiskId: 'd-loose', SnapshotName })).json
    t.equal((await described(call, { ...sound, SnapshotIds: JSON.stringify([SnapshotId]) })).SnapshotName, SnapshotName)
  }
  for (const SnapshotName of ['auto-1', '1a', '.a', 'a b']) {
    const answer = await call('CreateSnapshot', { DiskId: 'd-loose', SnapshotName })
    checkRefusal(t, answer, '400 InvalidSnapshotName.Malformed')
  }
})
