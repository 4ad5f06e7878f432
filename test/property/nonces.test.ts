import fc from 'fast-check'
import t from 'tap'
import { Nonces } from '../../src/gateway/nonces.ts'
import { seeded } from './settings.ts'

/** A call: time since the previous one, clock error, and a nonce from a small set, so that many repeat. */
const call = fc.record({
  later: fc.integer({ min: 0, max: 3 }),
  skew: fc.integer({ min: -10, max: 10 }),
  nonce: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 400 })).map(String),
})

t.test('a nonce is refused for exactly as long as its timestamp is accepted', async t => {
  fc.assert(
    fc.property(fc.array(call, { minLength: 100, maxLength: 600, size: 'max' }), calls => {
      const nonces = new Nonces()
      const uses = new Map<string, number>()
      let now = 0
      for (const { later, skew, nonce } of calls) {
        now += later
        const isAccepted = (time: number): boolean => Math.abs(time - now) <= 10
        const before = uses.get(nonce)
        const isNew = before === undefined || !isAccepted(before)
        if (isNew) uses.set(nonce, now + skew)
        if (nonces.use('testid', nonce, now + skew, isAccepted) !== isNew) return false
      }
      return true
    }),
    seeded,
  )
  t.pass('in every order of calls')
})
