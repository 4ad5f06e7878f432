import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { Nonces } from '../../src/gateway/nonces.ts'
import { emulatorFor, testTime } from '../support/emulator.ts'
import { form } from '../support/gateway.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const used = (): number => {
  collect()
  return process.memoryUsage().heapUsed
}

const size = 900_000
/** Of 45 MB received. */
const bound = 10_000_000

t.test('the journal does not retain large requests', async t => {
  const emulator = emulatorFor(t)
  const body = `Action=DescribeSnapshots&RegionId=cn-zhangjiakou-1&Filler=${'x'.repeat(size)}`
  const call = () => emulator.inject({ method: 'POST', url: '/', headers: form, body })
  await call()
  const before = used()
  for (let i = 0; i < 50; i++) await call()
  t.ok(used() - before < bound)
  t.equal(emulator.requests.count({ region: 'cn-zhangjiakou-1' }), 51)
})

t.test('the nonce store does not retain large requests', async t => {
  const nonces = new Nonces()
  const use = (i: number): boolean => {
    const request = Buffer.alloc(size, `nonce-number-${String(i).padStart(7, '0')}&`).toString()
    return nonces.use('testid', request.slice(0, 20), testTime, () => true)
  }
  const before = used()
  for (let i = 0; i < 50; i++) use(i)
  t.ok(used() - before < bound)
  t.notOk(use(0), 'it remembers them')
})
