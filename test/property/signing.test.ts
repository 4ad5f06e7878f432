import fc from 'fast-check'
import t from 'tap'
import { emulatorFor, testTime } from '../support/emulator.ts'
import { v3Call } from '../support/gateway.ts'
import { encode, type Params, query, signedParams, testid } from '../support/oracle.ts'
import { seeded } from './settings.ts'

/** Any UTF-8 text, with extra weight on characters that break signing. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...` +*~'()!%=&/?#;,:@"<>\\[]{}|^\`é快😀\u{10ffff}\uffff\ue000`), maxLength: 30 }),
)

/** Parameters unknown to every action; names that begin with x- avoid the gateway's. */
const params: fc.Arbitrary<Params> = fc
  .uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 8 })
  .map(pairs => Object.fromEntries(pairs.map(([name, value]) => [`x-${name}`, value])))

const opened = (t: Parameters<typeof emulatorFor>[0]) => {
  const emulator = emulatorFor(t)
  return async (...request: Parameters<typeof emulator.inject>) => {
    const { status, body } = await emulator.inject(...request)
    return { status, code: JSON.parse(body).Code, message: JSON.parse(body).Message as string }
  }
}

const action = { Action: 'DescribeRegions' }

await t.test('a V1 signature made as documented is valid for all parameters', async t => {
  const send = opened(t)
  await fc.assert(
    fc.asyncProperty(params, async more => {
      const signed = signedParams({ ...action, ...more }, { now: testTime })
      return (await send({ url: `/?${query(signed)}` })).status === 200
    }),
    seeded,
  )
  t.pass('for every example')
})

await t.test('the server signs the documented string', async t => {
  const send = opened(t)
  await fc.assert(
    fc.asyncProperty(params, async more => {
      const { Signature: _, ...unsigned } = signedParams({ ...action, ...more }, { now: testTime })
      const { code, message } = await send({ url: `/?${query({ ...unsigned, Signature: 'x' })}` })
      return code === 'IncompleteSignature' && message.endsWith(`:GET&%2F&${encode(query(unsigned))}`)
    }),
    seeded,
  )
  t.pass('for every example')
})

await t.test('a signature is invalid for other parameters, methods and secrets', async t => {
  const send = opened(t)
  const other = fc.constantFrom<(signed: Params) => readonly [params: Params, method: string]>(
    signed => [{ ...signed, 'x-more': '' }, 'GET'],
    signed => [{ ...signed, 'x-a': `${signed['x-a']}a` }, 'GET'],
    signed => [{ ...signed, 'X-A': signed['x-a'] as string }, 'GET'],
    ({ 'x-a': _, ...signed }) => [signed, 'GET'],
    signed => [signed, 'POST'],
  )
  await fc.assert(
    fc.asyncProperty(params, other, async (more, alter) => {
      const [altered, method] = alter(signedParams({ ...action, ...more, 'x-a': '1' }, { now: testTime }))
      return (await send({ method, url: `/?${query(altered)}` })).code === 'IncompleteSignature'
    }),
    seeded,
  )
  const wrong = query(signedParams(action, { now: testTime, as: { ...testid, secret: 'testsecret ' } }))
  t.equal((await send({ url: `/?${wrong}` })).code, 'IncompleteSignature')
})

await t.test('a V3 signature is valid for all parameters, and only for its own', async t => {
  const send = opened(t)
  await fc.assert(
    fc.asyncProperty(params, text, async (more, added) => {
      const call = v3Call('DescribeRegions', more)
      const again = v3Call('DescribeRegions', more)
      const altered = { ...again, url: `${again.url}${again.url.includes('?') ? '&' : '?'}y=${encode(added)}` }
      return (await send(call)).status === 200 && (await send(altered)).code === 'SignatureDoesNotMatch'
    }),
    seeded,
  )
  t.pass('for every example')
})

await t.test('a name or a description is returned unchanged', async t => {
  const emulator = emulatorFor(t)
  const description = text.filter(value => {
    const length = [...value].length
    return length >= 2 && length <= 256 && !/[\p{Cc}\p{Cs}]/u.test(value) && !/^https?:\/\//.test(value)
  })
  const call = async (params: Params) =>
    JSON.parse((await emulator.inject({ url: `/?${query(signedParams(params, { now: testTime }))}` })).body)
  await fc.assert(
    fc.asyncProperty(description, async DestinationSnapshotDescription => {
      const { SnapshotId } = await call({
        Action: 'CopySnapshot',
        SnapshotId: 's-bp67acfmxazb4p000001',
        RegionId: 'cn-chengdu',
        DestinationRegionId: 'us-east-1',
        DestinationSnapshotDescription,
      })
      const SnapshotIds = JSON.stringify([SnapshotId])
      const found = await call({ Action: 'DescribeSnapshots', RegionId: 'us-east-1', SnapshotIds })
      return found.Snapshots.Snapshot[0].Description === DestinationSnapshotDescription
    }),
    seeded,
  )
  t.pass('for every example')
})
