import { Caller, type RunOptions, type Side } from './caller.ts'
import type { Probe } from './probe.ts'
import { type Result, resultOf } from './run.ts'
import type { Reply } from './send.ts'

const careful = {
  SnapshotId: '$snapshot',
  DestinationRegionId: '$other',
  DestinationSnapshotName: '$name',
  ClientToken: '$name',
  RetentionDays: '1',
}

const copy = (name: string, settles: readonly string[], more: Probe['params'] = {}): Probe => ({
  name: `a real copy: ${name}`,
  action: 'CopySnapshot',
  params: { ...careful, ...more },
  settles,
  class: 'copy',
  guards: [],
})

/** The probes that really copy, in their order. */
export const copyProbes: readonly Probe[] = [
  copy('of the snapshot', ['What a copy looks like', 'Ids']),
  copy('once more with its token', ['Client tokens']),
  copy('its token with another description', ['Client tokens'], { DestinationSnapshotDescription: 'another' }),
  {
    name: 'a real copy: as it is described',
    action: 'DescribeSnapshots',
    params: { RegionId: '$other', SnapshotName: '$name' },
    settles: ['What a copy looks like', 'Duration of snapshots'],
    class: 'copy',
    guards: [],
  },
]

type Described = {
  readonly Snapshots?: {
    readonly Snapshot?: readonly { SnapshotId?: string; SnapshotName?: string; SourceDiskSize?: string }[]
  }
}

const snapshotsIn = ({ body }: Reply) => {
  try {
    return (JSON.parse(body) as Described).Snapshots?.Snapshot ?? []
  } catch {
    return []
  }
}

const reading = (name: string, params: Probe['params']): Probe => ({
  name,
  action: 'DescribeSnapshots',
  params,
  settles: [],
  class: 'copy',
  guards: [],
})

/** The size of the snapshot's disk in GiB, as the real side tells it; undefined when it has no such snapshot. */
export const sizeOf = async (there: Side, options: RunOptions): Promise<string | undefined> => {
  const { reply } = await new Caller(there, options).call(
    reading('the size of the snapshot', { SnapshotIds: '["$snapshot"]' }),
  )
  return snapshotsIn(reply)[0]?.SourceDiskSize
}

/**
 * Makes the copies and yields their results. Whatever ends it, what it received or finds by its name is deleted.
 *
 * @param left called with the ids of copies that could not be deleted
 */
export async function* compareCopies(
  there: Side,
  others: readonly Side[],
  options: RunOptions,
  left: (ids: string[]) => void,
) {
  const made = new Set<string>()
  const note = ({ body }: Reply): void => {
    for (const [, id = ''] of body.matchAll(/"SnapshotId":\s*"(s-[a-z0-9]+)"/g)) made.add(id)
  }
  try {
    const caller = new Caller(there, options)
    for (const probe of copyProbes) {
      const hear = probe.action === 'CopySnapshot' ? note : undefined
      yield (await resultOf(caller, others, probe, options, hear)) as Result
    }
  } finally {
    // Not ended by an interrupt.
    left(await clear(there, { ...options, signal: new AbortController().signal }, made))
  }
}

/** Deletes the copies of a run. Returns the ids of those that remain. */
const clear = async (there: Side, options: RunOptions, made: Set<string>): Promise<string[]> => {
  const caller = new Caller(there, options)
  const { reply } = await caller.call(reading('the copies of this run', { RegionId: '$other', SnapshotName: '$name' }))
  for (const { SnapshotId: id, SnapshotName: name } of snapshotsIn(reply)) {
    if (id !== undefined && name === options.place.name) made.add(id)
  }
  const remain: string[] = []
  for (const id of made) {
    const probe: Probe = {
      ...reading('deleting a copy', { RegionId: '$other', SnapshotId: id }),
      action: 'DeleteSnapshot',
    }
    const deleted = await caller.call(probe, made).catch(() => undefined)
    if (deleted === undefined || deleted.reading.status >= 300) remain.push(id)
  }
  return remain
}
