import t from 'tap'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, goodCopy } from '../support/emulator.ts'

const own = '1000000000000001'

throughEveryDoor(t, 'a new account can call and is empty', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const account = await control.accounts.create()
  t.match(account, { id: /^2\d{15}$/, balance: 100, copyWhitelisted: true, snapshotService: true, ramUsers: [] })
  t.match(account.keys, [{ id: /^testid-[0-9a-f]{16}$/, secret: /^[0-9a-f]{30}$/, active: true }])
  const as = account.keys[0] as { id: string; secret: string }
  t.equal((await call('DescribeSnapshots', { RegionId: 'cn-chengdu' }, { as })).json.TotalCount, 0)
  t.equal((await call('CopySnapshot', goodCopy, { as })).json.Code, 'InvalidSnapshotId.NotFound')
  t.same(await control.accounts.get(account.id), account)
  t.same((await control.accounts.list()).at(-1), account)
})

throughEveryDoor(t, 'an account can have its own copy of a world', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const [first, second] = [
    await control.accounts.create({ world: 'default' }),
    await control.accounts.create({ world: { snapshots: [{ id: 's-1', account: 'any', region: 'cn-beijing' }] } }),
  ]
  const copy = await call('CopySnapshot', goodCopy, { as: first.keys[0] as never })
  t.equal(copy.status, 200)
  const count = async (RegionId: string, as: unknown) =>
    (await call('DescribeSnapshots', { RegionId }, { as: as as never })).json.TotalCount
  t.equal(await count('us-east-1', first.keys[0]), 1)
  t.equal(await count('us-east-1', second.keys[0]), 0)
  t.equal(await count('cn-beijing', second.keys[0]), 1)
  t.equal(await count('cn-chengdu', { id: 'testid', secret: 'testsecret' }), 6, 'the model is untouched')
})

throughEveryDoor(t, 'an account can be created with given properties', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const given = {
    id: 'poor',
    keys: [{ id: 'poor-key', secret: 'own' }],
    ramUsers: [{ name: 'bob', keys: [{ id: 'bob-key', secret: 'his' }], denied: ['ecs:DescribeRegions'] }],
    balance: 0,
    snapshotQuota: 3,
    world: 'default',
  }
  t.match(await control.accounts.create(given), {
    id: 'poor',
    balance: 0,
    snapshotQuota: 3,
    keys: [{ id: 'poor-key' }],
  })
  const poor = { as: { id: 'poor-key', secret: 'own' } }
  t.equal((await call('CopySnapshot', goodCopy, poor)).json.Code, 'InvalidAccountStatus.NotEnoughBalance')
  const bob = { as: { id: 'bob-key', secret: 'his' } }
  t.equal((await call('DescribeRegions', {}, bob)).json.Code, 'Forbidden.RAM')
  const users = await control.accounts.create({
    ramUsers: [{ name: 'eve', keys: [{ id: 'eve-key', secret: 'hers' }] }],
  })
  t.same(users.keys, [], 'an account with users needs no other key')
})

throughEveryDoor(
  t,
  'balance, white list, service, quota and keys change at run time',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const code = async () => (await call('CopySnapshot', goodCopy)).json.Code
    const change = (fields: object) => control.accounts.update(own, fields)
    t.equal(await code(), undefined)
    await change({ balance: 0 })
    t.equal(await code(), 'InvalidAccountStatus.NotEnoughBalance')
    await change({ copyWhitelisted: false })
    t.equal(await code(), 'InvalidUser.NotInWhiteList')
    await change({ snapshotService: false })
    t.equal(await code(), 'InvalidAccountStatus.SnapshotServiceUnavailable')
    t.match(await change({ balance: 5, copyWhitelisted: true, snapshotService: true, snapshotQuota: 1 }), {
      snapshotQuota: 1,
      keys: [{ id: 'STS.expired' }, { id: 'STS.testid' }, { id: 'testid' }, { id: 'testid-inactive' }],
    })
    t.equal(await code(), 'QuotaExceed.SnapshotQuota')
    t.notOk('snapshotQuota' in (await change({ snapshotQuota: null })))
    t.equal(await code(), undefined)
    await change({
      keys: [
        { id: 'testid', secret: 'other' },
        { id: 'second', secret: 'two', active: false },
      ],
    })
    t.equal(await code(), 'SignatureDoesNotMatch')
    t.equal((await call('DescribeRegions', {}, { as: { id: 'testid', secret: 'other' } })).status, 200)
    t.equal(
      (await call('DescribeRegions', {}, { as: { id: 'second', secret: 'two' } })).json.Code,
      'InvalidAccessKeyId.Inactive',
    )
  },
  { contract: '2025', copySeconds: 0 },
)

throughEveryDoor(t, 'deleting an account removes all of its data', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await call('CopySnapshot', { ...goodCopy, 'Tag.1.Key': 'a', ClientToken: 'once' })
  await control.faults.add({ kind: 'error', code: 'Throttling', account: own, skip: 9 })
  await control.accounts.delete(own)
  t.equal((await call('DescribeRegions')).json.Code, 'InvalidAccessKeyId.NotFound')
  const { accounts, snapshots, clientTokens } = await control.state.export()
  t.notOk(accounts?.some(({ id }) => id === own))
  t.same([snapshots, clientTokens], [[], []])
  t.same(await control.faults.list(), [])
  t.equal(await control.requests.count({ account: own }), 0)
  await refused(t, control.accounts.get(own), 404, `There is no account ${own}.`)
})

throughEveryDoor(
  t,
  'a wrong account or change is refused in a sentence and changes nothing',
  async (t, { control }) => {
    const before = await control.state.export()
    const key = { id: 'testid', secret: 'x' }
    const cases: readonly (readonly [call: () => Promise<unknown>, status: number, message: string | RegExp])[] = [
      [() => control.accounts.create({ id: own }), 409, `id should be new; ${own} already exists.`],
      [() => control.accounts.create({ keys: [key] }), 409, 'keys[0].id should be new; testid already exists.'],
      [
        () => control.accounts.create({ money: 5 } as never),
        400,
        /^money should be left out; known fields are keys, copyWhitelisted/,
      ],
      [() => control.accounts.create({ balance: '5' as never }), 400, /^balance should be a number from/],
      [() => control.accounts.create({ world: 'nowhere' }), 400, 'world should be one of 2025, default, empty.'],
      [
        () => control.accounts.create({ world: { snapshots: [{ id: 's-1', account: '1', region: 'moon' }] } }),
        400,
        /^snapshots\[0\]\.region should be the id of a region such as .*, not moon\.$/,
      ],
      [
        () => control.accounts.create({ world: { snapshots: [{}] as never } }),
        400,
        'world.snapshots[0].id should be given.',
      ],
      [() => control.accounts.update('nobody', {}), 404, 'There is no account nobody.'],
      [
        () => control.accounts.update('1000000000000002', { keys: [key] }),
        409,
        'keys[0].id should be new; testid already exists.',
      ],
      [() => control.accounts.update(own, { balance: null as never }), 400, /^balance should be a number/],
      [() => control.accounts.update(own, { id: '2' } as never), 400, /^id should be left out/],
      [
        () => control.accounts.update(own, { keys: [{ ...key, expiresAt: '2026-02-30T99:00:00Z' }] }),
        400,
        'keys[0].expiresAt should be a time that is in the calendar.',
      ],
      [
        () => control.accounts.update(own, { keys: [{ ...key, expiresAt: 'now+999999999d' }] }),
        400,
        'keys[0].expiresAt should be a time from 1970 to 9999.',
      ],
      [() => control.accounts.delete('nobody'), 404, 'There is no account nobody.'],
    ]
    for (const [call, status, message] of cases) await refused(t, call(), status, message)
    t.same(await control.state.export(), before)
  },
)

throughEveryDoor(t, 'a used nonce stays used for as long as its key exists', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const code = async () => (await call('DescribeRegions', {}, { nonce: 'n-1' })).json.Code
  t.equal(await code(), undefined)
  const taken = { keys: [{ id: 'other', secret: 'x' }] }
  await control.accounts.create(taken)
  await refused(t, control.accounts.update(own, taken), 409, 'keys[0].id should be new; other already exists.')
  t.equal(await code(), 'SignatureNonceUsed', 'a change that is refused')
  await control.accounts.update(own, { keys: [{ id: 'testid', secret: 'testsecret' }] })
  t.equal(await code(), 'SignatureNonceUsed', 'a change after which it is a key still')
  await control.accounts.update(own, { keys: [] })
  await control.accounts.update(own, { keys: [{ id: 'testid', secret: 'testsecret' }] })
  t.equal(await code(), undefined, 'a key that is made anew')
  await control.accounts.delete(own)
  await control.accounts.create({ id: own, keys: [{ id: 'testid', secret: 'testsecret' }] })
  t.equal(await code(), undefined, 'an account that is made anew')
})

t.test('seeded accounts are the same in each run and never collide with existing ones', async t => {
  const { createEmulator } = await import('../../src/index.ts')
  const make = (world?: object) => createEmulator({ seed: 'seven', ...(world && { world: world as never }) })
  await using first = make()
  await using second = make()
  const account = first.accounts.create()
  t.same(second.accounts.create(), account)
  await using third = make(first.state.export())
  const other = third.accounts.create()
  t.not(other.id, account.id)
  t.not(other.keys[0]?.id, account.keys[0]?.id)
})
