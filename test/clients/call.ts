import type { Emulator } from '../../src/index.ts'
import { compareMembers, differences, reportOf } from './compare.ts'
import { noteMembers } from './coverage.ts'
import type { Client, Json, NotApplicable, Step } from './data.ts'
import type { Program } from './program.ts'
import type { Sent } from './recorder.ts'
import { shaped } from './shapes.ts'

/** Where a story is told. */
export interface Stage {
  readonly client: Client
  readonly program: Program
  readonly emulator: Emulator
  /** What every request has besides the step's own: endpoint, protocol, certificate. */
  readonly where: Readonly<Record<string, string>>
  /** The last answer that was sent to the client; over https nobody can listen. */
  readonly sent?: () => Sent | undefined
  /** Notes that a model has lost members of an answer; returns those that it should have. */
  readonly lost: (action: string, paths: readonly string[]) => readonly string[]
}

/** Names for members of answers. */
export type Kept = Map<string, string>

/** A value with the kept names in it filled in. */
export const filled = (value: Json, kept: Kept): Json => {
  const text = JSON.stringify(value ?? null)
  return JSON.parse(text.replace(/\{(\w+)\}/g, (all, name) => kept.get(name) ?? all))
}

export const at = (value: Json, path: string): Json => path.split('.').reduce((inner, name) => inner?.[name], value)

const keyOf = ({ key = 'testid' }: Step): object => (typeof key === 'string' ? { id: key, secret: 'testsecret' } : key)

const ask = ({ program, where }: Stage, step: Step, params: Json): Promise<Json> =>
  program.ask({
    action: step.call,
    version: step.version ?? '2014-05-26',
    params,
    key: keyOf(step),
    ...(step.retries !== undefined && { retries: step.retries }),
    ...where,
  })

/** Checks an answer: what the step expects, and all other members against what was sent. */
const checkAnswer = (stage: Stage, step: Step, reply: Json, kept: Kept): string[] => {
  if (reply.body === undefined) return [`it was not answered: ${JSON.stringify(reply)}`]
  const sent = stage.client.noModels === undefined ? stage.sent?.() : undefined
  const body = sent && JSON.parse(sent.body)
  if (body) reply.body = shaped(stage.client, body, reply.body)
  for (const [name, path] of Object.entries(step.keep ?? {})) kept.set(name, String(at(reply.body, path)))
  const wrong = differences(filled(step.answer ?? {}, kept), reply.body)
  if (stage.sent === undefined || stage.client.noModels !== undefined) return wrong
  if (!body) return [...wrong, 'nothing was sent']
  noteMembers(step.call as string, body)
  const loss = compareMembers(body, reply.body)
  const lost = stage.lost(step.call as string, loss.lost)
  return [...wrong, ...loss.wrong, ...lost.map(path => `the model has no ${path}`)]
}

const checkError = (expected: Json, reply: Json): string[] =>
  reply.error === undefined ? [`it did not fail: ${JSON.stringify(reply)}`] : differences(expected, reply.error)

const checkReply = (stage: Stage, step: Step, reply: Json, kept: Kept): string[] => {
  if (step.failure !== undefined) return checkError(step.failure, reply)
  if (step.refusal === undefined) return checkAnswer(stage, step, reply, kept)
  const requestId = /[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/.exec(stage.sent?.()?.body ?? '')?.[0] ?? ''
  return checkError(
    { ...reportOf(stage.client, filled(step.refusal, kept), { ...stage.where, requestId }), ...step.reported },
    reply,
  )
}

/** Follows NextToken to the last page. */
const readPages = async (stage: Stage, step: Step, kept: Kept): Promise<string[]> => {
  const { list = '', entries, pages } = step.pages ?? {}
  const params = filled(step.params, kept)
  const seen = new Set<string>()
  const wrong: string[] = []
  let read = 0
  do {
    const reply = await ask(stage, step, params)
    wrong.push(...checkAnswer(stage, step, reply, kept))
    for (const entry of at(reply.body, list) ?? []) seen.add(JSON.stringify(entry))
    params.NextToken = reply.body?.NextToken
    read++
  } while (params.NextToken && read < 20)
  return [...wrong, ...differences({ entries, pages }, { entries: seen.size, pages: read })]
}

const copiesIn = (emulator: Emulator, region: string): number => emulator.snapshots.list({ region }).length

/** Makes a step's call. Returns what is wrong. */
export const makeCall = async (stage: Stage, step: Step, kept: Kept): Promise<string[]> => {
  const { emulator } = stage
  const params = filled(step.params ?? {}, kept)
  if (step.before !== undefined) {
    const reply = await ask(stage, step, filled(step.before, kept))
    if (reply.body === undefined) return [`the call before it failed: ${JSON.stringify(reply)}`]
  }
  stage.sent?.()
  if (step.pages !== undefined) return readPages(stage, step, kept)
  emulator.requests.clear()
  const copies = copiesIn(emulator, params.DestinationRegionId)
  const reply = await ask(stage, step, params)
  const counted = {
    ...(step.calls !== undefined && { calls: emulator.requests.count() }),
    ...(step.copies !== undefined && { copies: copiesIn(emulator, params.DestinationRegionId) - copies }),
  }
  const expected = {
    ...(step.calls !== undefined && { calls: step.calls }),
    ...(step.copies !== undefined && { copies: step.copies }),
  }
  return [...checkReply(stage, step, reply, kept), ...differences(expected, counted)]
}

/** Checks that a client really has no such action or parameter. Nothing is sent then. */
export const checkUnsupported = async (stage: Stage, step: Step, { unsupported }: NotApplicable): Promise<string[]> => {
  if (!unsupported) return []
  const reply = await ask(stage, step, step.params ?? {})
  return reply.unsupported === undefined ? [`it is marked n/a, but the client can: ${JSON.stringify(reply)}`] : []
}
