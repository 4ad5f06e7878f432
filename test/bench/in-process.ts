import { createEmulator } from '../../src/index.ts'
import { type Figure, figureOf } from './statistics.ts'

/** Milliseconds to create and close an emulator within a test. */
export const measureInProcess = async (rounds: number): Promise<Figure> => {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    await createEmulator().close()
    times.push(performance.now() - began)
  }
  // The first runs still compile code.
  return figureOf(times.slice(Math.floor(rounds / 4)))
}
