import t from 'tap'
import { canBeAtOnce, copierOf } from '../support/copier.ts'
import { doors, emulatorFor, goodCopy, inProcess, started } from '../support/emulator.ts'
import { testid } from '../support/oracle.ts'
import { contracts, precedence } from '../support/precedence.ts'

/** The number of possible pairs, and the doors to test. */
const runs = { '2021': { wanted: 805, ways: doors }, '2025': { wanted: 2115, ways: [inProcess] } }

for (const contract of contracts) {
  const { wanted, ways } = runs[contract]
  for (const door of ways) {
    t.test(`of two faults the first in the order is reported, contract ${contract}, ${door.name}`, async t => {
      const outcome = await copierOf(emulatorFor(t, { contract }), door)
      const faults = precedence[contract]
      t.equal(await outcome([]), '200', 'without a fault the call succeeds')
      let pairs = 0
      for (const [i, first] of faults.entries()) {
        t.equal(await outcome([first]), first.refusal, first.what)
        for (const second of faults.slice(i + 1).filter(fault => canBeAtOnce(first, fault))) {
          const found = await outcome([first, second])
          if (found !== first.refusal) t.equal(found, first.refusal, `${first.what}, before ${second.what}`)
          pairs++
        }
      }
      t.equal(pairs, wanted, 'every pair that can be was tried')
    })
  }
}

t.test('only a call that is refused after its signature check uses up its nonce', async t => {
  const { call } = started(t)
  const code = async (params: Record<string, string>, nonce: string, as = testid) =>
    (await call('CopySnapshot', { ...goodCopy, ...params }, { nonce, as })).json.Code
  const wrong = { id: 'testid', secret: 'wrong' }
  t.equal(await code({}, 'n1', wrong), 'IncompleteSignature')
  t.equal(await code({}, 'n1'), undefined, 'a wrong signature had not used it up')
  t.equal(await code({}, 'n1', wrong), 'IncompleteSignature')
  t.equal(await code({}, 'n1'), 'SignatureNonceUsed')
  t.equal(await code({ SnapshotId: '' }, 'n2'), 'MissingParameter')
  t.equal(await code({}, 'n2'), 'SignatureNonceUsed')
})
