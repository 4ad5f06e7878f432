import { createEmulator, type Emulator } from '../../src/index.ts'
import { at, checkUnsupported, filled, type Kept, makeCall, type Stage } from './call.ts'
import { notApplicable, type Step, type Story, stepFor } from './data.ts'

/** The clock of a story that names none. */
const storyTime = '2026-11-24T08:00:00Z'

/** Calls a member of the emulator, as often as the step says. */
const steer = (emulator: Emulator, { control = '', args = [], repeat = 1 }: Step, kept: Kept): void => {
  const names = control.split('.')
  const owner = at(emulator, names.slice(0, -1).join('.')) ?? emulator
  for (let n = 1; n <= repeat; n++) {
    owner[names.at(-1) as string](...filled(args, new Map([...kept, ['n', String(n)]])))
  }
}

/** What became of a step. */
export interface Outcome {
  readonly story: string
  readonly step: string
  /** Why the client cannot do it. */
  readonly na?: string
  readonly wrong: readonly string[]
}

/** Tells one story by one client. */
export const tell = async (stage: Stage, story: Story): Promise<Outcome[]> => {
  const outcomes: Outcome[] = []
  const kept: Kept = new Map()
  for (const plain of story.steps) {
    const step = stepFor(stage.client, plain)
    const na = notApplicable(stage.client, story, step)
    if (step.call === undefined) steer(stage.emulator, step, kept)
    else {
      const wrong = na === undefined ? await makeCall(stage, step, kept) : await checkUnsupported(stage, step, na)
      outcomes.push({ story: story.name, step: step.name ?? step.call, ...(na && { na: na.reason }), wrong })
    }
  }
  return outcomes
}

export const emulatorFor = (story: Story): Emulator => createEmulator({ clock: storyTime, ...story.emulator })
