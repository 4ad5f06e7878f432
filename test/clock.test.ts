import t from 'tap'
import { EmulatorClock } from '../src/clock.ts'

await t.test('a real clock follows the machine, also after a move', async t => {
  let machine = 1000
  const clock = new EmulatorClock(() => machine, 'real')
  t.equal(clock.now(), 1000)
  t.equal(clock.advance(60), 61_000)
  machine += 5
  t.equal(clock.now(), 61_005)
  clock.set('real')
  t.equal(clock.now(), 1005)
})

await t.test('a frozen clock changes only when it is moved', async t => {
  let machine = 1000
  const clock = new EmulatorClock(() => machine, 500)
  machine += 5
  t.equal(clock.now(), 500)
  t.equal(clock.advance(1), 1500)
  clock.set(7)
  t.equal(clock.now(), 7)
})
