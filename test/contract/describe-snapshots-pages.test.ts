import t from 'tap'
import type { World } from '../../src/index.ts'
import { type Answer, goodCopy, started } from '../support/emulator.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import type { Params } from '../support/oracle.ts'
import { checkRefusal, invalid } from '../support/refusals.ts'

const here = { RegionId: 'cn-chengdu' }

/** Thirty-five snapshots, higher numbers newer, two at each moment. Every third has a tag. */
const world: World = {
  accounts: [
    { id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] },
    { id: '1002', keys: [{ id: 'other', secret: 'testsecret' }] },
  ],
  snapshots: ['1001', '1002'].flatMap(account =>
    Array.from({ length: 35 }, (_, i) => ({
      id: `s-${i + 1}`,
      account,
      region: 'cn-chengdu',
      createdAt: `now-${100 - Math.floor(i / 2)}h`,
      name: i % 2 ? 'odd' : 'even',
      tags: i % 3 ? [] : [{ key: 'third', value: 'x' }],
      disk: { id: account === '1001' ? 'd-one' : 'd-two' },
      linkId: 'sl-one',
    })),
  ),
}

const ids = ({ json }: Answer): number[] =>
  json.Snapshots.Snapshot.map(({ SnapshotId }: { SnapshotId: string }) => Number(SnapshotId.slice(2)))
const downFrom = (newest: number, oldest: number): number[] =>
  Array.from({ length: newest - oldest + 1 }, (_, i) => newest - i)

t.test('pages by token list every snapshot from the newest to the oldest', async t => {
  const { call } = started(t, { world })
  const searches: readonly (readonly [string, Params, number[]])[] = [
    ['everything', {}, downFrom(35, 1)],
    ['by tag', { 'Tag.1.Key': 'third', 'Tag.1.Value': 'x' }, downFrom(35, 1).filter(n => n % 3 === 1)],
    ['by the key of a tag', { 'Tag.1.Key': 'third' }, downFrom(35, 1).filter(n => n % 3 === 1)],
    ['by disk', { DiskId: 'd-one' }, downFrom(35, 1)],
    ['by chain', { SnapshotLinkId: 'sl-one' }, downFrom(35, 1)],
    ['by ids', { SnapshotIds: JSON.stringify(downFrom(20, 1).map(n => `s-${n}`)) }, downFrom(20, 1)],
    ['by name', { SnapshotName: 'odd' }, downFrom(35, 1).filter(n => n % 2 === 0)],
  ]
  for (const [what, params, expected] of searches) {
    const seen: number[][] = []
    let NextToken = ''
    do {
      const answer = await call('DescribeSnapshots', { ...here, ...params, MaxResults: '10', NextToken })
      seen.push(ids(answer))
      NextToken = answer.json.NextToken
    } while (NextToken !== '')
    t.same(seen.flat(), expected, what)
    for (const page of seen.slice(0, -1)) t.equal(page.length, 10, `${what}: full pages`)
    t.not(seen.at(-1)?.length, 0, `${what}: no page is empty`)
  }
})

t.test('MaxResults from 1 to 9 counts as ten; up to 100 is accepted', async t => {
  const { call } = started(t, { world })
  for (const [MaxResults, size] of [
    ['1', 10],
    ['9', 10],
    ['10', 10],
    ['11', 11],
    ['100', 35],
  ] as const) {
    const answer = await call('DescribeSnapshots', { ...here, MaxResults })
    t.equal(ids(answer).length, size)
    t.match(answer.json, { PageNumber: 1, TotalCount: 0, PageSize: Math.max(10, Number(MaxResults)) })
  }
  const { NextToken } = (await call('DescribeSnapshots', { ...here, MaxResults: '11' })).json
  t.same(ids(await call('DescribeSnapshots', { ...here, NextToken })), downFrom(24, 15), 'a token alone: ten')
})

t.test('a token stays valid while snapshots are added and deleted', async t => {
  const { call, at } = startedOnMovingClock(t)
  const to = { RegionId: 'us-east-1' }
  const copy = async () => (await call('CopySnapshot', goodCopy)).json.SnapshotId as string
  const made: string[] = []
  for (let i = 0; i < 25; i++) {
    at(i * 1000)
    made.unshift(await copy())
  }
  const texts = ({ json }: Answer): string[] => json.Snapshots.Snapshot.map((s: { SnapshotId: string }) => s.SnapshotId)
  const first = await call('DescribeSnapshots', { ...to, MaxResults: '10' })
  t.same(texts(first), made.slice(0, 10))
  await copy()
  for (const gone of [3, 9, 12]) await call('DeleteSnapshot', { SnapshotId: made[gone] as string })
  const second = await call('DescribeSnapshots', { ...to, MaxResults: '10', NextToken: first.json.NextToken })
  t.same(texts(second), [...made.slice(10, 12), ...made.slice(13, 21)])
  t.equal(
    (await call('DescribeSnapshots', { ...to, MaxResults: '10', NextToken: second.json.NextToken })).json.NextToken,
    '',
  )
})

/** Encodes a token: the base64 of JSON. */
const tokenOf = (content: string): string => Buffer.from(content).toString('base64url')

t.test('an altered or made-up token is refused', async t => {
  const { call } = started(t, { world })
  const search = { ...here, SnapshotName: 'odd' }
  const { NextToken } = (await call('DescribeSnapshots', { ...search, MaxResults: '10' })).json
  t.equal((await call('DescribeSnapshots', { ...search, NextToken })).status, 200)
  const wrong: readonly (readonly [what: string, token: string])[] = [
    ['something more', `${NextToken}.x`],
    ['one letter less', NextToken.slice(0, -1)],
    ['a token of the documentation', 'caeba0bbb2be03f84eb48b699f0a4883'],
    ['letters of two bytes', 'é'.repeat(NextToken.length)],
    ['one number', tokenOf('[0]')],
    ['three numbers', tokenOf('[0,1,2]')],
    ['a fraction', tokenOf('[0.5,1]')],
    ['a number beyond all', tokenOf('[1e400,1]')],
    ['a text', tokenOf('["0",1]')],
    ['an object', tokenOf('{"length":2}')],
    ['white space', tokenOf('[0, 1]')],
  ]
  for (const [what, token] of wrong) {
    await t.test(what, async t => {
      checkRefusal(t, await call('DescribeSnapshots', { ...search, NextToken: token }), invalid('NextToken'))
    })
  }
})

t.test("a token reaches only the caller's snapshots in the region of the call", async t => {
  const { call } = started(t, { world })
  const { NextToken } = (await call('DescribeSnapshots', { ...here, MaxResults: '10' })).json
  const as = { id: 'other', secret: 'testsecret' }
  const { Snapshot } = (await call('DescribeSnapshots', { ...here, NextToken }, { as })).json.Snapshots
  t.same([...new Set(Snapshot.map(({ SourceDiskId }: { SourceDiskId: string }) => SourceDiskId))], ['d-two'])
  t.same(ids(await call('DescribeSnapshots', { RegionId: 'us-east-1', NextToken })), [])
})

t.test('with a seed tokens are the same from run to run', async t => {
  const tokens: string[] = []
  for (let i = 0; i < 2; i++) {
    const { call } = started(t, { world, seed: 'pages' })
    tokens.push((await call('DescribeSnapshots', { ...here, MaxResults: '10' })).json.NextToken)
  }
  t.equal(tokens[0], tokens[1])
})
