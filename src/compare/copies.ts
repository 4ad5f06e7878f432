import { isLoopback } from '../settings.ts'
import { type Caller, type RunOptions, type Side, Stopped } from './caller.ts'
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

const reading = (name: string, action: string, params: Probe['params'], settles: readonly string[] = []): Probe => ({
  name,
  action,
  params,
  settles,
  class: 'copy',
  guards: [],
})

const again = copy('once more with its token', ['Client tokens'])

/** The probes that really copy, in their order. */
export const copyProbes: readonly Probe[] = [
  copy('of the snapshot', ['What a copy looks like', 'Ids']),
  again,
  copy('its token with another description', ['Client tokens'], { DestinationSnapshotDescription: 'another' }),
  reading('a real copy: as it is described', 'DescribeSnapshots', { RegionId: '$other', SnapshotName: '$name' }, [
    'What a copy looks like',
    'Duration of snapshots',
  ]),
]

/** The calls before and after the copies. */
const size = reading('the size of the snapshot', 'DescribeSnapshots', { SnapshotIds: '["$snapshot"]' })
const regions = reading('where the destination is served', 'DescribeRegions', {})
const found = reading('the copies of this run', 'DescribeSnapshots', { RegionId: '$other', SnapshotName: '$name' })
const deletionOf = (SnapshotId: string): Probe =>
  reading('deleting a copy', 'DeleteSnapshot', { RegionId: '$other', SnapshotId })

/** All calls that copies need, for a dry run. */
export const copyCalls: readonly Probe[] = [size, regions, ...copyProbes, found, deletionOf('$copy')]

type Json = Readonly<Record<string, unknown>>

const parsed = ({ body }: Reply): Json => {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}

/** The entries of a list in an answer, such as `Snapshots.Snapshot`. */
const entriesIn = (reply: Reply, list: string, entry: string): readonly Json[] => {
  const entries = Object(parsed(reply)[list])[entry]
  return Array.isArray(entries) ? entries.map(Object) : []
}

/** The size of the snapshot's disk in GiB, as the real side tells it; undefined when it has no such snapshot. */
export const sizeOf = async (caller: Caller): Promise<string | undefined> => {
  const [snapshot] = entriesIn((await caller.call(size)).reply, 'Snapshots', 'Snapshot')
  return snapshot === undefined ? undefined : String(snapshot.SourceDiskSize)
}

/**
 * Where the destination of copies is served: a region by its own host, an emulator all of them.
 *
 * @throws {Stopped} when there is no such region
 */
export const destinationOf = async (caller: Caller, endpoint: URL, region: string): Promise<URL> => {
  const all = entriesIn((await caller.call(regions)).reply, 'Regions', 'Region')
  const one = all.find(({ RegionId }) => RegionId === region)
  if (one === undefined) throw new Stopped(`There is no region ${region}.`)
  return isLoopback(endpoint.hostname) ? endpoint : new URL(`https://${one.RegionEndpoint}`)
}

/** The copies of a run, and what remains of them. */
export class Copies {
  readonly #made = new Set<string>()
  readonly #source: string | undefined

  constructor({ place }: RunOptions) {
    this.#source = place.snapshot
  }

  /** Makes the copies on the real side and compares them. A second id for a repeated copy is a difference. */
  async *compare(caller: Caller, others: readonly Side[], options: RunOptions): AsyncGenerator<Result> {
    for (const probe of copyProbes) {
      const result = await resultOf(caller, others, probe, options, reply => this.#note(probe, reply))
      const isTwice = probe === again && this.#made.size > 1
      yield isTwice ? { ...result, verdict: 'differs', differences: ['effect'], why: 'it made a second copy' } : result
    }
  }

  /** Deletes what was made on a side, found by its name too. Returns what may remain: ids, or the name of copies. */
  async clear(caller: Caller, name: string): Promise<readonly string[]> {
    const listed = await caller.call(found).catch(() => caller.call(found).catch(() => undefined))
    const copies = listed === undefined ? [] : entriesIn(listed.reply, 'Snapshots', 'Snapshot')
    for (const { SnapshotId: id, SnapshotName } of copies) if (SnapshotName === name) this.#add(id)
    const remain: string[] = []
    for (const id of this.#made) {
      const deleted = await caller.call(deletionOf(id), this.#made).catch(() => undefined)
      if (deleted === undefined || deleted.reading.status >= 300) remain.push(id)
    }
    return listed?.reading.status === 200 ? remain : [...remain, `snapshots named ${name}`]
  }

  #note({ action }: Probe, reply: Reply): void {
    if (action === 'CopySnapshot' && reply.status < 300) this.#add(parsed(reply).SnapshotId)
  }

  #add(id: unknown): void {
    if (typeof id === 'string' && id !== this.#source) this.#made.add(id)
  }
}
