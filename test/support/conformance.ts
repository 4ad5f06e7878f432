import { type Answer, caller, goodCopy, type Send, testTime } from './emulator.ts'
import { query, signedParams, testid } from './oracle.ts'
import { faultsOfReply } from './reply-shape.ts'

/** One thing that the service does; false when a server does otherwise. */
type Check = (call: ReturnType<typeof caller>, send: Send) => Promise<boolean>

const region = goodCopy.DestinationRegionId as string

const shapeOf = ({ status, headers, body }: Omit<Answer, 'json'>): string[] =>
  faultsOfReply({ status, headers: new Map(Object.entries(headers)), body })

const copied = async (call: ReturnType<typeof caller>, params = {}): Promise<string> =>
  (await call('CopySnapshot', { ...goodCopy, ...params })).json.SnapshotId

const listed = async (call: ReturnType<typeof caller>, params = {}) => {
  const { TotalCount, Snapshots } = (await call('DescribeSnapshots', { RegionId: region, ...params })).json
  const ids: string[] = Snapshots.Snapshot.map(({ SnapshotId }: { SnapshotId: string }) => SnapshotId)
  return { total: TotalCount as number, ids, first: Snapshots.Snapshot[0] }
}

/** By their names, what every server of this kind has to do. */
const checks: Readonly<Record<string, Check>> = {
  'a success and a refusal have the shape of the service': async call => {
    const answers = [
      await call('CopySnapshot', goodCopy),
      await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-no' }),
    ]
    return (
      answers.every(answer => shapeOf(answer).length === 0) && answers.map(({ status }) => status).join() === '200,403'
    )
  },
  'XML comes when it is asked for': async call => {
    const answer = await call('CopySnapshot', { ...goodCopy, Format: 'XML' })
    return shapeOf(answer).length === 0 && answer.body.includes('<CopySnapshotResponse><RequestId>')
  },
  'a wrong signature is refused': async call =>
    (await call('CopySnapshot', goodCopy, { as: { ...testid, secret: 'wrong' } })).json.Code ===
    'SignatureDoesNotMatch',
  'a nonce works once': async call => {
    const answers = [
      await call('CopySnapshot', goodCopy, { nonce: 'one' }),
      await call('CopySnapshot', goodCopy, { nonce: 'one' }),
    ]
    return answers[0]?.status === 200 && answers[1]?.json.Code === 'SignatureNonceUsed'
  },
  'an old timestamp is refused': async call =>
    (await call('CopySnapshot', goodCopy, { now: testTime - 3_600_000 })).json.Code === 'InvalidTimeStamp.Expired',
  'an answered copy is there': async call => {
    const id = await copied(call)
    return (await listed(call, { SnapshotIds: JSON.stringify([id]) })).ids[0] === id
  },
  'a refused copy leaves nothing': async call => {
    const before = (await listed(call)).total
    await call('CopySnapshot', { ...goodCopy, 'Tag.1.Key': 'acs:a' })
    return (await listed(call)).total === before
  },
  'no id is given twice': async call => {
    const ids = [await copied(call), await copied(call), await copied(call)]
    return new Set(ids).size === 3
  },
  'a client token is answered with one id': async call => {
    const ids = [await copied(call, { ClientToken: 't' }), await copied(call, { ClientToken: 't' })]
    return ids[0] === ids[1] && ids[0] !== undefined
  },
  'pages hold everything once, newest first': async call => {
    const newest: string[] = []
    for (let i = 0; i < 5; i++) newest.unshift(await copied(call))
    const { total } = await listed(call)
    const ids: string[] = []
    for (let page = 1; page <= Math.ceil(total / 2); page++) {
      ids.push(...(await listed(call, { PageSize: '2', PageNumber: String(page) })).ids)
    }
    return ids.length === total && new Set(ids).size === total && ids.slice(0, 5).join() === newest.join()
  },
  'of two broken rules the earlier one is named': async call => {
    const params = { ...goodCopy, SnapshotId: 's-no', DestinationRegionId: 'nowhere-1' }
    return (await call('CopySnapshot', params)).json.Code === 'InvalidRegionId.NotExists'
  },
  'parameters are judged before rules': async call => {
    const params = { ...goodCopy, SnapshotId: 's-no', RetentionDays: '0' }
    return (await call('CopySnapshot', params)).json.Code === 'InvalidRetentionDays.Malformed'
  },
  'a plus in a query is a space': async (call, send) => {
    const params = signedParams(
      { Action: 'CopySnapshot', ...goodCopy, DestinationSnapshotDescription: 'a b' },
      { now: testTime },
    )
    const { body } = await send({ url: `/?${query(params).replaceAll('%20', '+')}` })
    const { first } = await listed(call, { SnapshotIds: JSON.stringify([JSON.parse(body).SnapshotId]) })
    return first?.Description === 'a b'
  },
}

/**
 * What a server does otherwise than the service; empty for one that is right.
 *
 * @param send the way to a server with the default world, at `testTime`
 */
export const deviationsOf = async (send: Send): Promise<string[]> => {
  const deviations: string[] = []
  for (const [name, holds] of Object.entries(checks)) {
    // A server so wrong that a check cannot read its answers has failed it.
    const right = await holds(caller(send), send).catch(() => false)
    if (!right) deviations.push(name)
  }
  return deviations
}
