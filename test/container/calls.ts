import { goodCopy } from '../support/emulator.ts'
import { type Params, query, signedParams } from '../support/oracle.ts'

/** A signed call to a host and port. */
// biome-ignore lint/suspicious/noExplicitAny: answers of different actions
export const call = async (address: string, action: string, params: Params = {}): Promise<any> => {
  const response = await fetch(`http://${address}/?${query(signedParams({ Action: action, ...params }))}`)
  return { status: response.status, ...((await response.json()) as object) }
}

/** A copy with every parameter. */
export const fullCopy: Params = {
  ...goodCopy,
  DestinationSnapshotName: 'whole',
  DestinationSnapshotDescription: 'every field',
  RetentionDays: '30',
  'Tag.1.Key': 'first',
  'Tag.1.Value': '1',
  'Tag.2.Key': 'second',
  'Tag.2.Value': '2',
}

/** Every snapshot of the destination region. */
export const allCopies = async (address: string) => {
  const found: { readonly SnapshotId: string; readonly Tags: { readonly Tag: readonly object[] } }[] = []
  for (let page = 1; ; page++) {
    const asked = { RegionId: 'us-east-1', PageSize: '100', PageNumber: String(page) }
    const { Snapshots, TotalCount } = await call(address, 'DescribeSnapshots', asked)
    found.push(...Snapshots.Snapshot)
    if (found.length >= TotalCount || Snapshots.Snapshot.length === 0) return found
  }
}

/** Makes copies without pause, four at a time, until the server ends; resolves to the returned ids. */
export const copyUntilGone = async (address: string, started: (copies: number) => void): Promise<string[]> => {
  const answered: string[] = []
  const worker = async (): Promise<void> => {
    for (;;) {
      const answer = await call(address, 'CopySnapshot', fullCopy).catch(() => undefined)
      if (answer?.status !== 200) return
      answered.push(answer.SnapshotId)
      started(answered.length)
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  return answered
}
