import t from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { started } from '../support/emulator.ts'

const accounts = [{ id: '1', keys: [{ id: 'testid', secret: 'testsecret' }] }]
const disk = { id: 'd-1', account: '1', region: 'cn-beijing' }
const instance = { ...disk, id: 'i-1' }
const image = { ...disk, id: 'm-1' }

await t.test('an invalid disk or transition is refused with its position', async t => {
  const broken: readonly (readonly [world: unknown, place: string])[] = [
    [{ accounts, disks: [{ ...disk, account: '2' }] }, 'disks[0].account should be the id of an account'],
    [{ accounts, disks: [{ ...disk, region: 'x' }] }, 'disks[0].region should be the id of a region'],
    [{ accounts, disks: [disk, disk] }, 'disks[1].id should be new; d-1 already exists for account 1'],
    [
      { accounts, disks: [{ ...disk, instanceId: 'i-1' }] },
      'disks[0].instanceId should be the id of an instance of account 1 in cn-beijing',
    ],
    [
      { accounts, instances: [instance], disks: [{ ...disk, instanceId: 'i-1', zone: 'cn-beijing-z' }] },
      'disks[0].zone should be cn-beijing-g, the zone of its instance',
    ],
    [{ accounts, instances: [instance, instance] }, 'instances[1].id should be new; i-1 already exists for account 1'],
    [{ accounts, disks: [{ ...disk, status: 'Lost' }] }, 'disks[0].status should be one of In_use, Available, '],
    [{ accounts, transitions: [{ from: 'cn-beijing' }] }, 'transitions[0] should be with both from and to, or neither'],
    [{ accounts, transitions: [{ from: 'cn-beijing', to: 'x' }] }, 'transitions[0].to should be the id of a region'],
    [{ accounts, transitions: [{ account: '2' }] }, 'transitions[0].account should be the id of an account'],
    [{ accounts, transitions: [{ failsAt: 101 }] }, 'transitions[0].failsAt should be a whole number from 0 to 100'],
    [
      { accounts, transitions: [{ snapshot: 's-1', disk: 'd-1' }] },
      'transitions[0].disk should be left out: an entry names one resource at most',
    ],
    [
      { accounts, transitions: [{ instance: 'i-1', failsAt: 50 }] },
      'transitions[0].failsAt should be left out, since it is about copies',
    ],
    [{ accounts, images: [image, image] }, 'images[1].id should be new; m-1 already exists for account 1'],
    [{ accounts, images: [{ ...image, region: 'x' }] }, 'images[0].region should be the id of a region'],
    [{ accounts, images: [{ ...image, status: 'Waiting' }] }, 'images[0].status should be one of Creating, Available'],
    [{ accounts, transitions: [{ seconds: -1 }] }, 'transitions[0].seconds should be a number from 0 to 31536000'],
  ]
  for (const [world, place] of broken) {
    const message = new RegExp(`cannot be loaded: ${RegExp.escape(place)}.*\\.$`)
    t.throws(() => createEmulator({ world: world as World }), { name: 'WorldError', message }, place)
  }
})

await t.test('two accounts may have a disk with the same id', async t => {
  const world: World = { accounts: [...accounts, { id: '2' }], disks: [disk, { ...disk, account: '2', size: 1 }] }
  const { call } = started(t, { world })
  t.equal((await call('CreateSnapshot', { DiskId: 'd-1' })).status, 200)
})

await t.test('a disk without an instance is available, one with an instance is in use', async t => {
  const disks = [
    { ...disk, size: 7 },
    { ...disk, id: 'd-2', type: 'system', instanceId: 'i-1', name: 'boot' },
  ] as const
  const instances = [{ id: 'i-1', account: '1', region: 'cn-beijing', name: 'mine' }]
  const { call } = started(t, { world: { accounts, instances, disks }, copySeconds: 0 })
  for (const DiskId of ['d-1', 'd-2']) {
    const { SnapshotId } = (await call('CreateSnapshot', { DiskId })).json
    const { json } = await call('ResetDisk', { DiskId, SnapshotId })
    t.equal(json.Code, DiskId === 'd-1' ? 'IncorrectDiskStatus' : undefined)
  }
  const links = (await call('DescribeSnapshotLinks', { RegionId: 'cn-beijing' })).json.SnapshotLinks.SnapshotLink
  t.match(links, [
    { SourceDiskId: 'd-1', SourceDiskSize: 7, SourceDiskType: 'data', InstanceId: '' },
    { SourceDiskId: 'd-2', SourceDiskSize: 40, SourceDiskType: 'system', SourceDiskName: 'boot', InstanceName: 'mine' },
  ])
})

await t.test("a world's snapshot may have instant access and a resource group", async t => {
  const snapshots = [
    { id: 's-1', account: '1', region: 'cn-beijing', instantAccessDays: 0, resourceGroupId: 'rg-1' },
    { id: 's-2', account: '1', region: 'cn-beijing', instantAccessDays: 1, createdAt: 'now-1d' },
  ]
  const { call } = started(t, { world: { accounts, snapshots } })
  t.match((await call('DescribeSnapshots', { RegionId: 'cn-beijing' })).json.Snapshots.Snapshot, [
    { InstantAccess: true, InstantAccessRetentionDays: 0, ResourceGroupId: 'rg-1' },
    { InstantAccess: false, InstantAccessRetentionDays: 1, ResourceGroupId: '' },
  ])
})
