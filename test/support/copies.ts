import type { caller } from './emulator.ts'
import type { Params } from './oracle.ts'

type Call = ReturnType<typeof caller>

/** The first snapshot that DescribeSnapshots lists for these parameters. */
// biome-ignore lint/suspicious/noExplicitAny: the tests read arbitrary members of a snapshot
export const described = async (call: Call, params: Params): Promise<any> =>
  (await call('DescribeSnapshots', params)).json.Snapshots.Snapshot[0]

/** Makes a copy, which must succeed, and describes it. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export const copied = async (call: Call, params: Params): Promise<any> => {
  const { status, body, json } = await call('CopySnapshot', params)
  if (status !== 200) throw new Error(`the copy was refused: ${body}`)
  const RegionId = params.DestinationRegionId as string
  return described(call, { RegionId, SnapshotIds: JSON.stringify([json.SnapshotId]) })
}
