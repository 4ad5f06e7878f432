import { actionsOf } from '../../src/actions/index.ts'
import { clients, isMeant, lacks, stories } from './data.ts'

/** What is wrong with the data themselves: rows that fit nothing, reasons left out, actions that no story calls. */
export const mistakesInData = (): string[] => {
  const mistakes: string[] = []
  const checkNames = (names: string, where: string): void => {
    for (const name of names.split(' ')) {
      if (!clients.some(client => isMeant(client, name))) mistakes.push(`${where} names no client: ${name}`)
    }
  }
  for (const { name, steps, na } of stories) {
    const names = steps.flatMap(step => (step.call === undefined ? [] : [step.name ?? step.call]))
    if (new Set(names).size < names.length) mistakes.push(`${name} has two steps of one name`)
    for (const step of steps)
      for (const clients of Object.keys(step.for ?? {})) checkNames(clients, `${name}: ${step.name}`)
    for (const row of na) {
      checkNames(row.clients, `n/a of ${name}`)
      if (typeof row.reason !== 'string' || row.reason.trim() === '')
        mistakes.push(`${name} has an n/a without a reason`)
      if (row.steps === '*') continue
      for (const step of row.steps) if (!names.includes(step)) mistakes.push(`n/a of ${name} names no step: ${step}`)
    }
  }
  for (const names of Object.keys(lacks)) checkNames(names, 'lacks.json')
  const called = new Set(
    stories.flatMap(({ steps }) => steps.filter(({ refusal }) => !refusal).map(({ call }) => call)),
  )
  for (const { name } of actionsOf('2025')) if (!called.has(name)) mistakes.push(`no story has an answer of ${name}`)
  return mistakes
}
