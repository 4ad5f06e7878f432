import fc from 'fast-check'
import t from 'tap'
import { canBeAtOnce, copierOf } from '../support/copier.ts'
import { emulatorFor, inProcess } from '../support/emulator.ts'
import { contracts, type Fault, precedence } from '../support/precedence.ts'
import { seeded } from './settings.ts'

/** As many of these faults as can be at once, in any order of choice. */
const compatible = (chosen: readonly Fault[]): Fault[] => {
  const kept: Fault[] = []
  for (const fault of chosen) if (kept.every(other => canBeAtOnce(other, fault))) kept.push(fault)
  return kept
}

for (const contract of contracts) {
  await t.test(`of any faults at once the earliest is named, and nothing is stored, contract ${contract}`, async t => {
    const faults: readonly Fault[] = precedence[contract]
    const outcome = await copierOf(emulatorFor(t, { contract }), inProcess)
    // Half of the faults are the gateway's: those that come later must have their turn, too.
    const any = fc.nat(faults.length - 1).chain(from => fc.shuffledSubarray([...faults.keys()].slice(from)))
    await fc.assert(
      fc.asyncProperty(any, async chosen => {
        const wrong = compatible(chosen.map(index => faults[index] as Fault))
        const [earliest] = wrong.toSorted((a, b) => faults.indexOf(a) - faults.indexOf(b))
        return (await outcome(wrong)) === (earliest?.refusal ?? '200')
      }),
      { ...seeded, numRuns: 500 },
    )
  })
}
