import fc from 'fast-check'
import t from 'tap'
import { canBeAtOnce, copierOf } from '../support/copier.ts'
import { emulatorFor, inProcess } from '../support/emulator.ts'
import { contracts, type Fault, precedence } from '../support/precedence.ts'
import { seeded } from './settings.ts'

/** Keeps each chosen fault that is compatible with the earlier ones. */
const compatible = (chosen: readonly Fault[]): Fault[] => {
  const kept: Fault[] = []
  for (const fault of chosen) if (kept.every(other => canBeAtOnce(other, fault))) kept.push(fault)
  return kept
}

for (const contract of contracts) {
  await t.test(`of any faults the first in order is reported, and nothing is stored, contract ${contract}`, async t => {
    const faults: readonly Fault[] = precedence[contract]
    const outcome = await copierOf(emulatorFor(t, { contract }), inProcess)
    // Half of the faults are the gateway's; later ones must be reached too.
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
