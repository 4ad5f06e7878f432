import t from 'tap'
import { copied } from '../support/copies.ts'
import { goodCopy, started } from '../support/emulator.ts'
import { checkRefusal, invalid, missing } from '../support/refusals.ts'

t.test('an empty optional parameter counts as absent', async t => {
  const { call } = started(t)
  const empty = { DestinationSnapshotName: '', DestinationSnapshotDescription: '', RetentionDays: '' }
  for (const params of [goodCopy, { ...goodCopy, ...empty }]) {
    const copy = await copied(call, params)
    t.equal(copy.SnapshotName, '')
    t.equal(copy.Description, '')
    t.notOk('RetentionDays' in copy)
  }
})

t.test('an absent or empty required parameter is missing; the error names the first one', async t => {
  const { call } = started(t)
  const order = ['SnapshotId', 'RegionId', 'DestinationRegionId']
  for (const [i, name] of order.entries()) {
    const { [name]: _, ...others } = goodCopy
    const emptied = Object.fromEntries(order.slice(i).map(later => [later, '']))
    checkRefusal(t, await call('CopySnapshot', others), missing(name))
    checkRefusal(t, await call('CopySnapshot', { ...goodCopy, ...emptied }), missing(name))
  }
})

t.test('with --require-name a name and a description are required', async t => {
  const { call } = started(t, { requireName: true })
  const both = { DestinationSnapshotName: 'named', DestinationSnapshotDescription: 'described' }
  for (const name of ['DestinationSnapshotName', 'DestinationSnapshotDescription'] as const) {
    const { [name]: _, ...other } = both
    checkRefusal(t, await call('CopySnapshot', { ...goodCopy, ...other }), missing(name))
    checkRefusal(t, await call('CopySnapshot', { ...goodCopy, ...both, [name]: '' }), missing(name))
  }
  checkRefusal(t, await call('CopySnapshot', goodCopy), missing('DestinationSnapshotName'))
  const copy = await copied(call, { ...goodCopy, ...both })
  t.equal(copy.SnapshotName, 'named')
  t.equal(copy.Description, 'described')
})

t.test('RetentionDays is a whole number from 1 to 65536', async t => {
  const { call } = started(t)
  for (const days of [1, 2, 60, 65535, 65536]) {
    const copy = await copied(call, { ...goodCopy, RetentionDays: String(days) })
    t.equal(copy.RetentionDays, days)
  }
})

t.test('RetentionDays is malformed beyond its bounds and invalid if it is not a 32-bit integer', async t => {
  const { call } = started(t)
  const malformed = '403 InvalidRetentionDays.Malformed'
  const illTyped = invalid('RetentionDays')
  const table: readonly (readonly [string, readonly string[]])[] = [
    [malformed, ['0', '-1', '65537', '2147483647', '-2147483648']],
    [illTyped, ['2147483648', '-2147483649', '99999999999999999999']],
    [illTyped, ['undefined', 'null', 'NaN', 'Infinity', 'true', '[object Object]', '[60]', 'sixty', '-']],
    [illTyped, [' 60', '60 ', '6 0', '\t60', '6e1', '60.0', '60.5', '1,000', '0x3c', '--60', '60d', '６０']],
  ]
  for (const [expected, values] of table) {
    for (const RetentionDays of values) {
      await t.test(`as in ${JSON.stringify(RetentionDays)}`, async t => {
        checkRefusal(t, await call('CopySnapshot', { ...goodCopy, RetentionDays }), expected)
      })
    }
  }
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 0, 'nothing was copied')
})

t.test('parameters outside the contract have no effect', async t => {
  const { call } = started(t)
  const copy = await copied(call, {
    ...goodCopy,
    Encrypted: 'true',
    KMSKeyId: '0e478b7a-4262-4802-b8cb-00d3fb408826',
    ResourceGroupId: 'rg-bp67acfmxazb4ph',
    'Arn.1.RoleType': 'service',
    OwnerId: 'not a number',
    ['__proto__']: 'polluted',
    constructor: 'polluted',
    Name: 'another',
  })
  t.equal(copy.Encrypted, false)
  t.equal(copy.KMSKeyId, '')
  t.equal(copy.ResourceGroupId, '')
  t.equal(copy.SnapshotName, '')
})

t.test('ids of snapshots and regions are looked up as exact texts', async t => {
  const { call } = started(t)
  const notFound = '403 InvalidSnapshotId.NotFound'
  const noOrigin = '400 InvalidRegionId.MalFormed'
  const noDestination = '403 InvalidRegionId.NotExists'
  const table: readonly (readonly [string, string])[] = [
    ['SnapshotId', notFound],
    ['RegionId', noOrigin],
    ['DestinationRegionId', noDestination],
  ]
  for (const [name, expected] of table) {
    const good = goodCopy[name] as string
    for (const value of [good.toUpperCase(), ` ${good}`, `${good}\n`, '*', "' OR 1=1 --", '\u0000', 'x'.repeat(5000)]) {
      await t.test(`${name} as in ${JSON.stringify(value.slice(0, 40))}`, async t => {
        checkRefusal(t, await call('CopySnapshot', { ...goodCopy, [name]: value }), expected)
      })
    }
  }
})
