import t, { type Test } from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { caller, emulatorFor, started, testTime } from '../support/emulator.ts'

const account = { id: '1', keys: [{ id: 'testid', secret: 'testsecret' }] }
const snapshot = { id: 's-1', account: '1', region: 'cn-beijing' }

/** A world with a client token and its stored answer. */
const token = (answer: unknown) => ({
  clientTokens: [{ account: '1', action: 'CopySnapshot', token: 't', request: 'r', answer, expiresAt: 'now+1h' }],
})

const describe = async (t: Test, world: World | readonly (World | string)[], RegionId = 'cn-beijing') => {
  const { call } = started(t, { world: world as World })
  return (await call('DescribeSnapshots', { RegionId })).json.Snapshots.Snapshot
}

await t.test('an invalid world is refused with its name, the position and the expected value', async t => {
  const broken: readonly (readonly [world: unknown, place: string])[] = [
    [
      { acounts: [] },
      'acounts should be accounts; known fields are $schema, accounts, instances, disks, snapshots, images, ',
    ],
    [{ accounts: {} }, 'accounts should be a list'],
    [{ accounts: ['1'] }, 'accounts[0] should be an object'],
    [{ accounts: [{}] }, 'accounts[0].id should be given'],
    [{ accounts: [{ id: 1 }] }, 'accounts[0].id should be a text of 1 to 64 letters, digits and . _ * -'],
    [{ accounts: [{ id: '1', copyWhitelisted: 'yes' }] }, 'accounts[0].copyWhitelisted should be true or false'],
    [{ accounts: [{ id: '1', balance: '5' }] }, 'accounts[0].balance should be a number from '],
    [{ accounts: [account, { id: '1' }] }, 'accounts[1].id should be new; 1 already exists'],
    [{ accounts: [account, { ...account, id: '2' }] }, 'accounts[1].keys[0].id should be new; testid already exists'],
    [
      { accounts: [account], snapshots: [{ ...snapshot, account: '2' }] },
      'snapshots[0].account should be the id of an account',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, region: 'x' }] },
      'snapshots[0].region should be the id of a region',
    ],
    [
      { accounts: [account], snapshots: [snapshot, snapshot] },
      'snapshots[1].id should be new; s-1 already exists for account 1',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, status: 'done' }] },
      'snapshots[0].status should be one of progressing, accomplished, failed',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, retentionDays: 0.5 }] },
      'snapshots[0].retentionDays should be a whole number from 1 to 65536',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, createdAt: 'yesterday' }] },
      'snapshots[0].createdAt should be a time such as',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, createdAt: '2026-13-01T00:00:00Z' }] },
      'snapshots[0].createdAt should be a time that is in the calendar',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, createdAt: '2026-02-31T00:00:00Z' }] },
      'snapshots[0].createdAt should be a time that is in the calendar',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, createdAt: 'now+999999999d' }] },
      'snapshots[0].createdAt should be a time from 1970 to 9999',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, busyUntil: '1969-12-31T23:59:59Z' }] },
      'snapshots[0].busyUntil should be a time from 1970 to 9999',
    ],
    [
      { accounts: [{ ...account, keys: [{ id: 'k', secret: 's', expiresAt: 'now-999999999d' }] }] },
      'accounts[0].keys[0].expiresAt should be a time from 1970 to 9999',
    ],
    [
      {
        accounts: [account],
        snapshots: [
          {
            ...snapshot,
            tags: [
              { key: 'a', value: '' },
              { key: 'a', value: 'b' },
            ],
          },
        ],
      },
      'snapshots[0].tags should be a list without duplicate keys',
    ],
    [
      { accounts: [account], kmsKeys: [1, 2].map(() => ({ id: 'k', account: '1', region: 'cn-beijing' })) },
      'kmsKeys[1].id should be new; k already exists',
    ],
    [
      { accounts: [account], storageLocations: [1, 2].map(() => ({ arn: 'a', account: '1', region: 'cn-beijing' })) },
      'storageLocations[1].arn should be new; a already exists',
    ],
    [
      { kmsKeys: [{ id: 'k', account: '1', region: 'cn-beijing' }] },
      'kmsKeys[0].account should be the id of an account',
    ],
    [
      { accounts: [account], snapshots: [{ ...snapshot, name: 'half: \ud83d' }] },
      'snapshots[0].name should be without lone surrogates',
    ],
    ...[
      'not json',
      'null',
      '[1]',
      '"a"',
      '{"A":null}',
      '{"A":[null]}',
      '{"A":[[1]]}',
      '{"cdata":"1"}',
      '{"A B":1}',
      '{"A":{"__proto__":1}}',
      '{"A":"\\ud83d"}',
      '{"A":"\ud83d"}',
      `${'{"A":'.repeat(16)}{}${'}'.repeat(16)}`,
      `${'{"A":'.repeat(20_000)}{}${'}'.repeat(20_000)}`,
      5,
    ].map(answer => [token(answer), 'clientTokens[0].answer'] as const),
    [{ regions: [{ id: 'a' }, { id: 'a' }] }, 'regions[1].id should be new; a already exists'],
    [
      {
        regions: [
          { id: 'a', cell: 'xyz' },
          { id: 'b', cell: 'xyz' },
        ],
      },
      'regions[1].cell should be new; xyz belongs to a',
    ],
  ]
  for (const [world, place] of broken) {
    const message = new RegExp(
      `^The world given inline \\([0-9a-f]{12}\\) cannot be loaded: ${RegExp.escape(place)}.*\\.$`,
    )
    t.throws(() => createEmulator({ world: world as World }), { name: 'WorldError', message }, place)
  }
})

await t.test('a world is a file or JSON; anything else is refused by name', async t => {
  const json = JSON.stringify({ accounts: [account], snapshots: [snapshot] })
  const dir = t.testdir({ 'my.json': json, 'broken.json': '{"accounts":', 'list.json': '[]' })
  t.equal((await describe(t, [`${dir}/my.json`])).length, 1)
  t.equal((await describe(t, [` ${json}`])).length, 1)
  t.throws(() => createEmulator({ world: `${dir}/broken.json` }), {
    message: /broken\.json cannot be loaded: it is not JSON \(/,
  })
  t.throws(() => createEmulator({ world: `${dir}/list.json` }), {
    message: /list\.json cannot be loaded: the value should be an object\.$/,
  })
  t.throws(() => createEmulator({ world: '{"accounts":' }), { message: /^The world given inline/ })
  t.throws(() => createEmulator({ world: 'nowhere' }), {
    message:
      'The world nowhere cannot be loaded: there is no such file, and the built-in worlds are 2025, default, empty.',
  })
})

await t.test('several worlds are merged', async t => {
  const found = await describe(t, [{ accounts: [account] }, { snapshots: [snapshot] }])
  t.match(found, [{ SnapshotId: 's-1', Status: 'accomplished', Progress: '100%', SourceDiskSize: 40 }])
})

await t.test('the times of a world may be relative to the start', async t => {
  const snapshots = [
    { ...snapshot, createdAt: 'now-90m', modifiedAt: 'now', status: 'progressing', readyAt: 'now+30m' },
    { ...snapshot, id: 's-2', createdAt: '2026-01-31T00:00:00Z', status: 'failed', progress: 62 },
    { ...snapshot, id: 's-3', createdAt: 'now-2d', status: 'progressing', progress: 5 },
  ] as const
  t.match(await describe(t, { accounts: [account], snapshots }), [
    {
      SnapshotId: 's-1',
      CreationTime: '2026-11-24T06:30:00Z',
      LastModifiedTime: '2026-11-24T08:00:00Z',
      Progress: '75%',
      RemainTime: 1800,
    },
    { SnapshotId: 's-3', Status: 'progressing', Progress: '5%', RemainTime: 0 },
    { SnapshotId: 's-2', Status: 'failed', Progress: '62%', CreationTime: '2026-01-31T00:00:00Z' },
  ])
})

await t.test('a snapshot with a future creation time has no progress', async t => {
  const snapshots = [
    { ...snapshot, createdAt: 'now+1h', status: 'failed', progress: 0 },
    { ...snapshot, id: 's-2', createdAt: 'now+2h', status: 'progressing', readyAt: 'now+1h' },
  ] as const
  t.match(await describe(t, { accounts: [account], snapshots }), [
    { SnapshotId: 's-2', Status: 'progressing', Progress: '0%' },
    { SnapshotId: 's-1', Status: 'progressing', Progress: '0%' },
  ])
})

await t.test('a world adds regions to the 35 and changes them, member by member', async t => {
  const world: World = {
    accounts: [account],
    regions: [
      { id: 'cn-beijing', encryptedCopies: false, cell: 'bj0' },
      { id: 'moon-1' },
      { id: 'moon-2', cell: '2ze' },
    ],
  }
  const later: World = { regions: [{ id: 'cn-beijing', endpoint: 'ecs.example' }] }
  const { call, emulator } = started(t, { world: [world, later] })
  const regions = (await call('DescribeRegions')).json.Regions.Region
  t.equal(regions.length, 37)
  t.same(regions[1], { RegionId: 'cn-beijing', RegionEndpoint: 'ecs.example', LocalName: '华北2（北京）' })
  t.same(regions[35], { RegionId: 'moon-1', RegionEndpoint: 'ecs.moon-1.aliyuncs.com', LocalName: 'moon-1' })
  const state = emulator.state.export()
  t.match(state.regions, [{ id: 'cn-beijing', encryptedCopies: false, byok: true }, { id: 'moon-1' }, { cell: '2ze' }])
  emulator.state.import(state)
  t.same((await call('DescribeRegions')).json.Regions.Region, regions)
})

await t.test('a setting adds an access key to the default account', async t => {
  const { call } = started(t, { accessKeyId: 'mine', accessKeySecret: 'own' })
  t.equal((await call('DescribeRegions', {}, { as: { id: 'mine', secret: 'own' } })).status, 200)
  const first = started(t, { world: { accounts: [{ id: '7' }] }, accessKeyId: 'mine', accessKeySecret: 'own' })
  t.equal((await first.call('DescribeRegions', {}, { as: { id: 'mine', secret: 'own' } })).status, 200)
  t.throws(() => createEmulator({ accessKeyId: 'not mine', accessKeySecret: 'own' }), {
    name: 'RangeError',
    message: 'accessKeyId should be a text of 1 to 64 letters, digits and . _ * -, not "not mine".',
  })
  t.throws(() => createEmulator({ accessKeyId: 'mine' }), { message: 'accessKeyId needs accessKeySecret.' })
  t.throws(() => createEmulator({ world: {}, accessKeyId: 'mine', accessKeySecret: 'own' }), {
    message: 'accessKeyId needs a world with an account',
  })
})

await t.test('a world without accounts refuses every call, also with --auth off', async t => {
  const emulator = emulatorFor(t, { world: {}, auth: 'off' })
  const call = caller(request => emulator.inject(request))
  t.equal((await call('DescribeRegions')).json.Code, 'InvalidAccessKeyId.NotFound')
})

await t.test('a clock that is not a time is refused', async t => {
  for (const clock of ['noon', '5', '+275760-09-13T00:00:00Z', new Date('noon'), new Date(-1), new Date(8.64e15)]) {
    t.throws(() => createEmulator({ clock }), {
      name: 'RangeError',
      message: `clock should be real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z, not "${clock}".`,
    })
  }
  t.doesNotThrow(() => emulatorFor(t, { clock: new Date(testTime).toISOString() }))
})
