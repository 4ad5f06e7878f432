import { createEmulator } from '../../src/index.ts'
import { type Figure, figureOf } from './statistics.ts'

/** Milliseconds that an emulator takes to be made and closed within a test. */
export const measureInProcess = async (rounds: number): Promise<Figure> => {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    await createEmulator().close()
    times.push(performance.now() - began)
  }
  // The first ones still compile.
  return figureOf(times.slice(Math.floor(rounds / 4)))
}
