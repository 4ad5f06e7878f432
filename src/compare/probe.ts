/**
 * When a probe is sent.
 *
 * - `free`: always; it reads, or a guard refuses it
 * - `snapshot`: with `--with-snapshot`; it names a real snapshot, and two documented refusals forbid it
 * - `copy`: with `--may-copy`; it really copies, for one day, under a name of the run
 * - `auth`: with `--with-auth`, last; it fails to authenticate, with an invented key
 */
export type ProbeClass = 'free' | 'snapshot' | 'copy' | 'auth'

/** How a request is written, where that is what a probe is about. */
export interface Writing {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly signature?: 'V1' | 'V3'
  /** Parameters to leave out before signing. */
  readonly without?: readonly string[]
  /** Parameters to add to the query after signing. */
  readonly twice?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** An invented key to sign with. */
  readonly key?: string
  /** Send the same request again, with the same nonce, and compare the second answer. */
  readonly again?: true
}

/** A request to both sides, and what their answers settle. */
export interface Probe {
  /** A few words. */
  readonly name: string
  readonly action: string
  /** Parameters, without RegionId unless that is what it is about. `$region`, `$other`, `$snapshot` and `$name` are replaced. */
  readonly params: Readonly<Record<string, string>>
  /** What it settles: subjects of decisions, and assumed rows as FIDELITY.md lists them. */
  readonly settles: readonly string[]
  readonly class: ProbeClass
  /**
   * A documented or seen refusal other than the one under test, so that the call is refused even if the assumption is
   * wrong. `snapshot` probes have two.
   */
  readonly guards: readonly string[]
  /** The documentation says that the call does nothing for an unknown id: it may succeed with a RequestId alone. */
  readonly mayBeIgnored?: true
  readonly writing?: Writing
}

/** Ids of a form that is never issued: no region's cell is `000`. They are looked up before they guard anything. */
export const noSnapshot = 's-00000000000000compare'
export const noDisk = 'd-00000000000000compare'
export const noImage = 'm-00000000000000compare'
export const noInstance = 'i-00000000000000compare'

/** Whether a call only reads. */
export const isReading = ({ action }: Pick<Probe, 'action'>): boolean => /^(?:Describe|List)/.test(action)

/** Calls that are made for ids that do not exist only: the parameters that name them, and those ids. */
const onlyUnknown: Readonly<Record<string, readonly [parameter: RegExp, ...ids: readonly string[]]>> = {
  CopySnapshot: [/^SnapshotId$/, noSnapshot, '$snapshot', ''],
  ResetDisk: [/^DiskId$/, noDisk],
  ModifySnapshotAttribute: [/^SnapshotId$/, noSnapshot],
  DeleteSnapshot: [/^SnapshotId$/, noSnapshot],
  TagResources: [/^ResourceId/, noSnapshot, noDisk, noImage, noInstance],
  UntagResources: [/^ResourceId/, noSnapshot, noDisk, noImage, noInstance],
  CreateSnapshot: [/^DiskId$/, noDisk],
  DeleteDisk: [/^DiskId$/, noDisk],
  AttachDisk: [/^DiskId$/, noDisk],
  DetachDisk: [/^DiskId$/, noDisk],
  ModifyDiskAttribute: [/^DiskId/, noDisk],
  DeleteImage: [/^ImageId$/, noImage],
  CopyImage: [/^ImageId$/, noImage],
  CreateImage: [/^SnapshotId$/, noSnapshot],
}

/** Whether a copy ends by itself and is the same when it is sent twice. */
const endsSoon = ({ RetentionDays, ClientToken }: Probe['params']): boolean =>
  RetentionDays === '1' && ClientToken === '$name'

/** Why a copy of a real snapshot, or the deletion of such a copy, may not be sent. */
const whyNoCopy = ({ action, params }: Probe, made: ReadonlySet<string>): string | undefined => {
  if (action === 'DeleteSnapshot' && made.has(params.SnapshotId as string)) return undefined
  const isCareful = action === 'CopySnapshot' && endsSoon(params) && params.DestinationSnapshotName === '$name'
  return isCareful ? undefined : 'a copy must be careful, and nothing else is deleted'
}

/**
 * Returns why a probe may not be sent; undefined if it may. Checked for every probe before it is sent.
 *
 * @param made ids of snapshots that this run has made, which it may delete
 */
export const whyForbidden = (probe: Probe, made: ReadonlySet<string> = new Set()): string | undefined => {
  const { action, guards, writing, mayBeIgnored } = probe
  const params = { ...probe.params, ...writing?.twice }
  if (writing?.again && action !== 'DescribeRegions') return 'a nonce is replayed on DescribeRegions only'
  if (isReading(probe)) return undefined
  if (probe.class === 'copy') return whyNoCopy(probe, made)
  const known = onlyUnknown[action]
  if (known === undefined) return `${action} is never called`
  const [name, ...ids] = known
  if (params.Force !== undefined) return 'Force is never sent'
  if (/Image/.test(action) && params.InstanceId !== undefined) return 'an image is never made of an instance'
  const named = Object.entries(params).filter(([param]) => name.test(param))
  if (named.length === 0 || named.some(([, value]) => !ids.includes(value)))
    return `${action} names something that may exist`
  const isReal = params.SnapshotId === '$snapshot'
  if (isReal && (probe.class !== 'snapshot' || !endsSoon(params))) return 'a real snapshot is named with care only'
  const needed = isReal ? 2 : mayBeIgnored ? 0 : 1
  return guards.length < needed ? `it has ${guards.length} of ${needed} guards` : undefined
}
