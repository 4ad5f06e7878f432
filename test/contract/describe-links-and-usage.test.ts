import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope } from '../support/refusals.ts'

const gib = 2 ** 30
const far = { RegionId: 'us-east-1' }
const here = { RegionId: 'cn-chengdu' }

for (const door of doors) {
  t.test(`DescribeSnapshotsUsage returns the totals of a region, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const json = await call('DescribeSnapshotsUsage', { RegionId: 'cn-chengdu' })
    t.strictSame(json.json, {
      RequestId: checkEnvelope(t, json, 'JSON'),
      SnapshotCount: 6,
      SnapshotSize: (40 + 500 + 100 + 100 + 100 + 20) * gib,
    })
    const xml = await call('DescribeSnapshotsUsage', { ...far, Format: 'XML' })
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><DescribeSnapshotsUsageResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId><SnapshotCount>0</SnapshotCount>` +
        '<SnapshotSize>0</SnapshotSize></DescribeSnapshotsUsageResponse>',
    )
  })

  t.test(`a chain shows its disk, its instance and the totals of its snapshots, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: lifeWorld })))
    const json = await call('DescribeSnapshotLinks', { ...here, DiskIds: '["d-sound"]' })
    const RequestId = checkEnvelope(t, json, 'JSON')
    t.strictSame(json.json, {
      RequestId,
      PageNumber: 1,
      TotalCount: 1,
      PageSize: 10,
      NextToken: '',
      SnapshotLinks: {
        SnapshotLink: [
          {
            SnapshotLinkId: 'sl-sound',
            RegionId: 'cn-chengdu',
            SourceDiskId: 'd-sound',
            SourceDiskName: 'sound',
            SourceDiskSize: 40,
            SourceDiskType: 'data',
            InstanceId: 'i-stopped',
            InstanceName: 'stopped',
            TotalCount: 7,
            TotalSize: 7 * 40 * gib,
            Category: 'standard',
            InstantAccess: false,
          },
        ],
      },
    })
    const xml = await call('DescribeSnapshotLinks', { ...far, SnapshotLinkIds: '["sl-copy"]', Format: 'XML' })
    t.match(
      xml.body,
      '<SnapshotLinks><SnapshotLink><SnapshotLinkId>sl-copy</SnapshotLinkId><RegionId>us-east-1</RegionId>',
    )
    t.match((await call('DescribeSnapshotLinks', { RegionId: 'cn-beijing' })).json, {
      TotalCount: 0,
      SnapshotLinks: { SnapshotLink: [] },
    })
  })
}

t.test('chains are found by id, by disk and by instance, in pages', async t => {
  const { call } = started(t, { world: lifeWorld })
  const all = [
    'busy',
    'detaching',
    'expired',
    'full',
    'gone',
    'local',
    'locked',
    'loose',
    'running',
    'snapshotted',
    'sound',
    'starting',
  ]
  const table: readonly (readonly [string, Params, readonly string[], number?])[] = [
    ['all of them', { PageSize: '100' }, all],
    ['a page', { PageSize: '3', PageNumber: '2' }, all.slice(3, 6), 12],
    ['a page beyond the last', { PageNumber: '3' }, [], 12],
    ['an id', { SnapshotLinkIds: '["sl-full","sl-none"]' }, ['full']],
    ['disks', { DiskIds: '["d-gone","d-busy"]' }, ['busy', 'gone']],
    ['an instance', { InstanceId: 'i-running' }, ['running']],
    ['an instance and its disk', { InstanceId: 'i-running', DiskIds: '["d-running","d-busy"]' }, ['running']],
    ["an instance and another's disk", { InstanceId: 'i-running', DiskIds: '["d-busy"]' }, []],
    ['no ids at all', { SnapshotLinkIds: '[]', DiskIds: '', PageSize: '100' }, all],
  ]
  for (const [what, params, names, total = names.length] of table) {
    const { json } = await call('DescribeSnapshotLinks', { ...here, ...params })
    const found = json.SnapshotLinks.SnapshotLink.map((link: { SnapshotLinkId: string }) => link.SnapshotLinkId)
    t.same(
      found,
      names.map(name => `sl-${name}`),
      what,
    )
    t.equal(json.TotalCount, total, `${what}: the total`)
  }
})

t.test('chains come in pages by token, which stay stable while chains come and go', async t => {
  const owner = { account: '1000000000000001', region: 'cn-chengdu' }
  const snapshots = Array.from({ length: 250 }, (_, i) => {
    const name = String(i).padStart(3, '0')
    return { id: `s-${name}`, ...owner, linkId: `sl-${name}`, disk: { id: `d-${name}` } }
  })
  const { call, emulator } = started(t, { world: ['default', { snapshots }] })
  const seen: string[] = []
  const pages: number[] = []
  let NextToken = ''
  do {
    const more: Params = NextToken === '' ? { MaxResults: '1000' } : { MaxResults: '1000', NextToken }
    const { json } = await call('DescribeSnapshotLinks', { ...here, ...more })
    for (const link of json.SnapshotLinks.SnapshotLink) seen.push(link.SnapshotLinkId)
    pages.push(json.PageSize)
    NextToken = json.NextToken
    emulator.snapshots.delete(owner.account, `s-00${pages.length}`)
  } while (NextToken !== '')
  t.same(pages, [100, 100, 100])
  t.same(
    seen.filter(id => /^sl-\d{3}$/.test(id)),
    snapshots.map(({ linkId }) => linkId),
  )
  const first = await call('DescribeSnapshotLinks', { ...here, MaxResults: '1' })
  t.equal(first.json.SnapshotLinks.SnapshotLink.length, 10)
  const second = await call('DescribeSnapshotLinks', { ...here, NextToken: first.json.NextToken })
  t.equal(second.json.SnapshotLinks.SnapshotLink.length, 10, 'a token without MaxResults')
  t.equal((await call('DescribeSnapshotLinks', here)).json.NextToken, '', 'pages by number have no token')
  const refused = { status: 400, json: { Code: 'InvalidParameter' } }
  for (const token of ['caeba0bbb2be03f84eb48b699f0a4883', Buffer.from('[1]').toString('base64url')]) {
    t.match(await call('DescribeSnapshotLinks', { ...here, NextToken: token }), refused, token)
  }
})

t.test('the chain of a removed disk has no name', async t => {
  const { call } = started(t, { world: lifeWorld })
  const { json } = await call('DescribeSnapshotLinks', { ...here, DiskIds: '["d-gone"]' })
  t.match(json.SnapshotLinks.SnapshotLink, [{ SourceDiskName: '', InstanceId: '', InstanceName: '' }])
})

t.test('expired snapshots are not counted, and instant access ends', async t => {
  const { call, at } = startedOnMovingClock(t, { world: { ...lifeWorld, snapshots: [] }, copySeconds: 0 })
  const create = { DiskId: 'd-loose', InstantAccess: 'true', InstantAccessRetentionDays: '1' }
  await call('CreateSnapshot', create)
  await call('CreateSnapshot', { ...create, RetentionDays: '2' })
  const link = async () => (await call('DescribeSnapshotLinks', here)).json.SnapshotLinks.SnapshotLink[0]
  t.match(await link(), { TotalCount: 2, InstantAccess: true })
  at(86_400_000)
  t.match(await link(), { TotalCount: 2, InstantAccess: false })
  at(2 * 86_400_000)
  t.match(await link(), { TotalCount: 1, TotalSize: 100 * gib })
  t.match((await call('DescribeSnapshotsUsage', here)).json, { SnapshotCount: 1, SnapshotSize: 100 * gib })
})
