import assert from 'node:assert/strict'
import type { Test } from 'tap'

// biome-ignore lint/suspicious/noExplicitAny: the answers of every action pass through here
type Answer = any

/** Calls an action with a client. Returns the answer by the names of the API. */
export type Request = (action: string, params: Readonly<Record<string, unknown>>) => Promise<Answer>

/** What the stories need besides the client. */
interface Stage {
  readonly request: Request
  /** Lets the running copies end. */
  readonly wait: () => void
}

const there = { RegionId: 'us-east-1' }

/** Checks that a call is refused with a code. */
const refused = async (t: Test, call: Promise<Answer>, code: string) => t.rejects(call, { code }, code)

const copied = async (t: Test, { request, wait }: Stage, SnapshotId: string, RegionId: string): Promise<string> => {
  const copy = { RegionId, SnapshotId, DestinationRegionId: there.RegionId }
  const { SnapshotId: id } = await request('CopySnapshot', copy)
  const status = async () => {
    const { Snapshots } = await request('DescribeSnapshots', { ...there, SnapshotIds: JSON.stringify([id]) })
    return Snapshots.Snapshot[0].Status
  }
  t.equal(await status(), 'progressing')
  const early = { ...there, ZoneId: 'us-east-1a', SnapshotId: id }
  await refused(t, request('CreateDisk', early), 'InvalidSnapshotId.NotReady')
  wait()
  t.equal(await status(), 'accomplished')
  return id
}

/** A data snapshot is copied, a disk made of the copy, attached, detached and deleted. */
export const tellOfDisk = async (t: Test, stage: Stage): Promise<void> => {
  const { request } = stage
  const SnapshotId = await copied(t, stage, 's-bp17acfmxazb4p000002', 'cn-hangzhou')
  const { Instances } = await request('DescribeInstances', there)
  const [{ InstanceId, ZoneId }] = Instances.Instance
  const { DiskId } = await request('CreateDisk', { ...there, ZoneId, SnapshotId, DiskCategory: 'cloud_essd' })
  const disk = async () => {
    const { Disks } = await request('DescribeDisks', { ...there, DiskIds: JSON.stringify([DiskId]) })
    return Disks.Disk[0]
  }
  t.match(await disk(), { Status: 'Available', Size: 200, SourceSnapshotId: SnapshotId, ZoneId })
  await request('AttachDisk', { InstanceId, DiskId })
  t.match(await disk(), { Status: 'In_use', InstanceId, Device: '/dev/xvdb' })
  await refused(t, request('DeleteSnapshot', { SnapshotId }), 'SnapshotCreatedDisk')
  await request('DeleteSnapshot', { SnapshotId, Force: true })
  await refused(t, request('DeleteDisk', { DiskId }), 'IncorrectDiskStatus')
  await request('DetachDisk', { InstanceId, DiskId })
  await request('DeleteDisk', { DiskId })
  t.equal(await disk(), undefined)
}

/** A system snapshot is copied, an image made of the copy and copied onwards. */
export const tellOfImage = async (t: Test, stage: Stage): Promise<void> => {
  const { request, wait } = stage
  const SnapshotId = await copied(t, stage, 's-bp67acfmxazb4p000001', 'cn-chengdu')
  const { ImageId } = await request('CreateImage', { ...there, SnapshotId, ImageName: 'golden' })
  const image = async (RegionId: string, id: string) => {
    const { Images } = await request('DescribeImages', { RegionId, ImageId: id, Status: 'Creating,Available' })
    assert(Images.Image.length <= 1)
    return Images.Image[0]
  }
  const mapping = { SnapshotId, Device: '/dev/xvda', Type: 'system', Size: '40' }
  t.match(await image(there.RegionId, ImageId), {
    ImageName: 'golden',
    Status: 'Available',
    DiskDeviceMappings: { DiskDeviceMapping: [mapping] },
  })
  const onwards = { ...there, ImageId, DestinationRegionId: 'cn-beijing', DestinationImageName: 'golden' }
  const { ImageId: copy } = await request('CopyImage', onwards)
  t.match(await image('cn-beijing', copy), { Status: 'Creating', Progress: '0%', IsCopied: true })
  wait()
  t.match(await image('cn-beijing', copy), { Status: 'Available', Progress: '100%' })
  await refused(t, request('DeleteSnapshot', { SnapshotId }), 'SnapshotCreatedImage')
  await refused(t, request('DeleteSnapshot', { SnapshotId, Force: true }), 'SnapshotCreatedImage')
  await request('DeleteImage', { ...there, ImageId })
  t.equal(await image(there.RegionId, ImageId), undefined)
  await request('DeleteSnapshot', { SnapshotId })
  t.match(await image('cn-beijing', copy), { Status: 'Available' }, 'the copy has snapshots of its own')
}
