import t, { type Test } from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy, started } from '../support/emulator.ts'

const accounts = [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }, { id: '1002' }]
const here = { account: '1001', region: 'cn-beijing' }
const disk = { ...here, id: 'd-1' }
const snapshot = { ...here, id: 's-1' }
const tagged = (...tags: { key: string; value: string }[]) => ({ accounts, snapshots: [{ ...snapshot, tags }] })

const refuses = (t: Test, world: unknown, text: string): void => {
  t.throws(
    () => createEmulator({ world: world as World }),
    {
      name: 'WorldError',
      message: new RegExp(`cannot be loaded: ${RegExp.escape(text)}.*\\.$`),
    },
    text,
  )
}

await t.test('an unknown field names the known field that it is nearest to', async t => {
  refuses(t, { acounts: [] }, 'acounts should be accounts; known fields are $schema, accounts, instances, disks, ')
  refuses(t, { Accounts: [] }, 'Accounts should be accounts; ')
  refuses(t, { snapshots: [{ id: 's-1', acount: '1001', region: 'x' }] }, 'snapshots[0].acount should be account; ')
  refuses(t, { snapshots: [{ ...snapshot, state: 'failed' }] }, 'snapshots[0].state should be status; ')
  refuses(
    t,
    { snapshots: [{ ...snapshot, disk: { Id: 'd-1' } }] },
    'snapshots[0].disk.Id should be id; known fields are id',
  )
  refuses(
    t,
    { snapshots: [{ ...snapshot, colour: 'red' }] },
    'snapshots[0].colour should be left out; known fields are id, ',
  )
  refuses(t, { ['accounts'.repeat(200_000)]: [] }, 'accountsaccounts')
})

await t.test('an unknown account or region is named, with the nearest ones that exist', async t => {
  const account = 'should be the id of an account such as 1001, 1002, not 1000'
  const region = 'should be the id of a region such as cn-hangzhou, cn-guangzhou, cn-shanghai, not cn-hangzou'
  const wrong = { account: '1000', region: 'cn-hangzou' }
  const from = { from: 'cn-hangzou', to: 'cn-beijing' }
  const token = { action: 'a', token: 't', request: 'r', answer: '{}', expiresAt: 'now' }
  refuses(t, { accounts, disks: [{ ...disk, account: '1000' }] }, `disks[0].account ${account}`)
  refuses(t, { accounts, disks: [{ ...disk, region: wrong.region }] }, `disks[0].region ${region}`)
  refuses(t, { accounts, snapshots: [{ ...snapshot, account: '1000' }] }, `snapshots[0].account ${account}`)
  refuses(t, { accounts, snapshots: [{ ...snapshot, region: wrong.region }] }, `snapshots[0].region ${region}`)
  const copy = { ...snapshot, sourceRegionId: wrong.region }
  refuses(t, { accounts, snapshots: [copy] }, `snapshots[0].sourceRegionId ${region}`)
  refuses(t, { accounts, kmsKeys: [{ id: 'k', ...here, account: '1000' }] }, `kmsKeys[0].account ${account}`)
  refuses(
    t,
    { accounts, storageLocations: [{ arn: 'a', ...here, region: wrong.region }] },
    `storageLocations[0].region ${region}`,
  )
  refuses(t, { accounts, transitions: [{ account: '1000' }] }, `transitions[0].account ${account}`)
  refuses(t, { accounts, transitions: [from] }, `transitions[0].from ${region}`)
  refuses(t, { accounts, nonCompliantCopies: [from] }, `nonCompliantCopies[0].from ${region}`)
  refuses(
    t,
    { accounts, nonCompliantCopies: [{ from: 'cn-beijing', to: 'cn-hangzou' }] },
    `nonCompliantCopies[0].to ${region}`,
  )
  refuses(t, { accounts, clientTokens: [{ ...token, account: '1000' }] }, `clientTokens[0].account ${account}`)
  refuses(t, { disks: [disk] }, 'disks[0].account should be the id of an account, not 1001')
})

await t.test('tags that the service refuses are refused', async t => {
  const rest = '128 characters, not beginning with aliyun or acs:, without http:// and https://'
  for (const key of ['', 'aliyun', 'acs:a', 'a http://b', 'https://', 'a'.repeat(129)]) {
    refuses(t, tagged({ key, value: '' }), `snapshots[0].tags[0].key should be a text of 1 to ${rest}`)
    if (key === '') continue
    refuses(t, tagged({ key: 'a', value: key }), `snapshots[0].tags[0].value should be a text of at most ${rest}`)
  }
  const many = Array.from({ length: 21 }, (_, i) => ({ key: `k${i}`, value: '' }))
  refuses(t, tagged(...many), 'snapshots[0].tags should be a list of at most 20 tags')
  const longest = { key: '\u{1f600}\n'.repeat(64), value: 'my-aliyun' }
  t.same(emulatorFor(t, { world: tagged(longest) }).snapshots.get('1001', 's-1').tags, [longest])
})

await t.test('an account has a disk once, whatever its region', async t => {
  const twice = 'disks[1].id should be new; d-1 already exists for account 1001'
  refuses(t, { accounts, disks: [disk, disk] }, twice)
  refuses(t, { accounts, disks: [disk, { ...disk, region: 'cn-hangzhou' }] }, twice)
})

const stray: World = {
  transitions: [
    { snapshot: 's-1', seconds: 5 },
    { snapshot: 's-1', account: '1001', seconds: 5 },
    { snapshot: 's-typo', seconds: 5 },
    { snapshot: 's-1', account: '1002', failsAt: 5 },
    { seconds: 5 },
  ],
}

await t.test('a transition for a snapshot that no loaded world has is a warning in the log', async t => {
  const lines: string[] = []
  const logger = { level: 'warn', stream: { write: (line: string) => void lines.push(line) } }
  const said = () =>
    lines
      .splice(0)
      .map(line => JSON.parse(line))
      .map(({ level, msg }) => [level, msg])
  const warning = (name: string, id: string) =>
    `The world ${name} has a transition for the snapshot ${id}, which does not exist.`
  const dir = t.testdir({ 'my.json': JSON.stringify(stray) })
  const file = `${dir}/my.json`
  const emulator = emulatorFor(t, { logger, world: [{ accounts }, file, { snapshots: [snapshot] }] })
  t.same(said(), [
    [40, warning(file, 's-typo')],
    [40, warning(file, 's-1')],
  ])
  emulator.seed({ transitions: [{ snapshot: 's-1' }, { snapshot: 's-other' }] })
  t.same(said(), [[40, warning('given to seed', 's-other')]])
  emulator.reset()
  t.same(said(), [], 'a reset warns of nothing new')
})

throughEveryDoor(t, 'what is exported can always be imported', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const { SnapshotId } = (await call('CopySnapshot', { ...goodCopy, ClientToken: 'once', 'Tag.1.Key': 'a' })).json
  await control.seed({ transitions: [{ snapshot: goodCopy.SnapshotId as string, seconds: 1 }] })
  await control.snapshots.delete('1000000000000001', goodCopy.SnapshotId as string)
  const state = await control.state.export()
  const copy = state.snapshots?.find(({ id }) => id === SnapshotId)
  t.match(copy, { region: 'us-east-1', disk: { id: 'd-bp67acfmxazb4p000001' } })
  t.match(state.disks?.[0], { id: 'd-bp67acfmxazb4p000001', region: 'cn-chengdu' }, 'the disk stays in its region')
  await control.state.import(state)
  t.same(await control.state.export(), state)
  const { call: again } = started(t, { world: state })
  t.equal((await again('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 1)
})
