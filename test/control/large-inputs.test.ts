import t, { type Test } from 'tap'
import serviceRegions from '../../fixtures/regions.json' with { type: 'json' }
import type { World } from '../../src/index.ts'
import { emulatorFor, testTime } from '../support/emulator.ts'

/** Quadratic code exceeded this time on each of these inputs; the current code takes a tenth of it. */
const mostMs = 10_000

const inTime = async (t: Test, what: string, work: () => unknown): Promise<void> => {
  const start = performance.now()
  await work()
  const ms = performance.now() - start
  t.ok(ms < mostMs, `${what} took ${Math.round(ms)} ms`)
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => i.toString(36).padStart(3, '0'))

t.test('many conditions in one query', async t => {
  const emulator = emulatorFor(t)
  const conditions = numbers(60_000).map(i => `tags.${i}=`)
  await inTime(t, 'the query', async () => {
    const reply = await emulator.inject({ url: `/_emulator/requests?${conditions.join('&')}` })
    t.match(reply, { status: 200, body: '[]' })
  })
})

t.test('a world with many regions', async t => {
  const taken = new Set(serviceRegions.map(({ cell }) => cell))
  const free = numbers(30_000 + taken.size).filter(cell => !taken.has(cell))
  const regions = free.slice(0, 30_000).map(cell => ({ id: `moon-${cell}`, cell }))
  await inTime(t, 'the start', () => {
    t.equal(emulatorFor(t, { world: { regions } }).state.export().regions?.length, 30_000)
  })
})

t.test('a world with many accounts', async t => {
  const accounts = numbers(20_000).map(id => ({ id, keys: [{ id: `key-${id}`, secret: 's' }] }))
  const snapshots = accounts.map(({ id }) => ({ id: `s-${id}`, account: id, region: 'cn-beijing' }))
  const emulator = emulatorFor(t, { world: 'empty' })
  let state: World = {}
  await inTime(t, 'to seed it', () => emulator.seed({ accounts, snapshots }))
  await inTime(t, 'to list its accounts', () => t.ok(emulator.accounts.list().length > 20_000))
  await inTime(t, 'to take it out', () => {
    state = emulator.state.export()
  })
  await inTime(t, 'to put it in', () => emulator.state.import(state))
  emulator.snapshots.delete('000', 's-000')
  emulator.reset({ account: '000' })
  t.match(emulator.snapshots.list({ account: '000' }), [{ createdAt: new Date(testTime).toISOString() }])
  await inTime(t, 'to go back from it', () => emulator.reset())
})

t.test('a large call that cannot be explained', async t => {
  const emulator = emulatorFor(t)
  const headers = { host: 'h', 'x-acs-date': '2026-11-24T08:00:00Z' }
  const authorization = 'ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-date,Signature=00'
  for (const size of [1000, 15_000, 100_000, 1_000_000]) {
    const value = encodeURIComponent('~ *é'.repeat(size / 8))
    await inTime(t, `${size} characters, V1`, () =>
      emulator.explain({ url: `/?AccessKeyId=testid&Signature=x&Large=${value}` }),
    )
    await inTime(t, `${size} characters, V3`, () =>
      emulator.explain({ url: `/?Large=${value}`, headers: { ...headers, authorization } }),
    )
    const body = Array.from({ length: size / 8 }, (_, i) => `${i.toString(36)}=`).join('&')
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    await inTime(t, `${size} characters of names`, () =>
      emulator.explain({ method: 'POST', url: '/?AccessKeyId=testid&Signature=x', headers: form, body }),
    )
  }
})
