import { atOnce, type Caller, exchange, type RunOptions, type Side, Stopped, sentBy } from './caller.ts'
import { type Difference, differencesOf } from './differences.ts'
import { isReading, noDisk, noImage, noInstance, noSnapshot, type Probe } from './probe.ts'
import { ofTheAccount, type Reading, readingOf } from './reading.ts'
import type { Reply } from './send.ts'

/** The result of a probe. */
export interface Result {
  readonly probe: Probe
  readonly verdict: 'same' | 'differs' | 'not settled' | 'not sent'
  /** The sides on which the answer is the same. */
  readonly sameAs: readonly string[]
  /** In what it differs from the nearest side. */
  readonly differences: readonly Difference[]
  readonly there?: Reading
  readonly here: Readonly<Record<string, Reading>>
  /** Why it was not sent or settles nothing. */
  readonly why?: string
}

/** The calls that look the never issued ids up: the id, the call, the list in its answer. */
const lookups: readonly (readonly [id: string, action: string, params: Probe['params'], list: string])[] = [
  [noSnapshot, 'DescribeSnapshots', { SnapshotIds: `["${noSnapshot}"]` }, 'Snapshots.Snapshot[]'],
  [noDisk, 'DescribeDisks', { DiskIds: `["${noDisk}"]` }, 'Disks.Disk[]'],
  [noImage, 'DescribeImages', { ImageId: noImage }, 'Images.Image[]'],
  [noInstance, 'DescribeInstances', { InstanceIds: `["${noInstance}"]` }, 'Instances.Instance[]'],
]

/** The probes of these calls. */
export const lookupProbes: readonly Probe[] = lookups.map(([id, action, params]) => ({
  name: `looking up ${id}`,
  action,
  params,
  settles: [],
  class: 'free',
  guards: [],
}))

/** Refusals of the key itself. Every further call would be one more failed authentication. */
const ofTheKey =
  /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidSecurityToken|IllegalTimestamp|InvalidTimeStamp)/

/**
 * Looks the never issued ids up, in the region where the calls that name them are made. Returns those that are nobody's.
 *
 * @throws {Stopped} when one exists or the key is refused
 */
export const lookUp = async (caller: Caller): Promise<ReadonlySet<string>> => {
  const unknown = new Set<string>()
  for (const [i, probe] of lookupProbes.entries()) {
    const [id, , , list] = lookups[i] as (typeof lookups)[number]
    const { reply, reading } = await caller.call(probe)
    if (ofTheKey.test(reading.code)) throw new Stopped(`It answers ${reading.code}.`)
    if (reading.shape.some(member => member.startsWith(`${list}.`))) throw new Stopped(`${id} exists.`)
    if (reading.status === 200 && reading.shape.includes(list) && /"TotalCount":\s*0\b/.test(reply.body))
      unknown.add(id)
  }
  return unknown
}

const verdictOf = (probe: Probe, there: Reading, here: Readonly<Record<string, Reading>>): Result => {
  const apart = Object.entries(here).map(
    ([name, reading]) => [name, differencesOf(probe.action, there, reading)] as const,
  )
  const sameAs = apart.filter(([, differences]) => differences.length === 0).map(([name]) => name)
  const [nearest = []] = apart.map(([, differences]) => differences).sort((a, b) => a.length - b.length)
  const isSettled = sameAs.length > 0 || !ofTheAccount.test(there.code)
  const verdict = sameAs.length > 0 ? 'same' : isSettled ? 'differs' : 'not settled'
  return {
    probe,
    verdict,
    sameAs,
    differences: nearest,
    there,
    here,
    ...(!isSettled && { why: `it answers ${there.code}` }),
  }
}

/** The ids that a probe relies on not to exist. */
const relied = ({ params }: Probe): string[] =>
  [noSnapshot, noDisk, noImage, noInstance].filter(id => Object.values(params).includes(id))

/**
 * Sends probes to the real side and to the others, one after the other, and yields each result.
 *
 * @param unknown ids that are surely nobody's
 * @throws {Stopped} when the real side accepts what it should refuse, or asks to slow down
 */
export async function* compare(
  caller: Caller,
  unknown: ReadonlySet<string>,
  others: readonly Side[],
  probes: readonly Probe[],
  options: RunOptions,
) {
  for (const probe of probes) {
    const unsure = isReading(probe) ? [] : relied(probe).filter(id => !unknown.has(id))
    if (unsure.length > 0) {
      const why = `${unsure.join(' and ')} could not be looked up`
      yield { probe, verdict: 'not sent', sameAs: [], differences: [], here: {}, why } as Result
      continue
    }
    yield await resultOf(caller, others, probe, options)
  }
}

/** @param heard called with the answer of the real side */
export const resultOf = async (
  caller: Caller,
  others: readonly Side[],
  probe: Probe,
  options: RunOptions,
  heard: (reply: Reply) => void = () => {},
): Promise<Result> => {
  const here: Record<string, Reading> = {}
  try {
    const { reply: given, reading } = await caller.call(probe)
    heard(given)
    for (const side of others) {
      const reply = await exchange(side, probe, options.place, options.unique(), atOnce)
      here[side.name] = readingOf(reply, sentBy(probe, options.place, side))
    }
    return verdictOf(probe, reading, here)
  } catch (error) {
    if (error instanceof Stopped) throw error
    return { probe, verdict: 'not settled', sameAs: [], differences: [], here, why: (error as Error).message }
  }
}
