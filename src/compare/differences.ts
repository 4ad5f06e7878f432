import { actionsOf } from '../actions/index.ts'
import type { Reading } from './reading.ts'

export type Difference = 'status' | 'code' | 'message' | 'format' | 'headers' | 'shape' | 'effect'

/** A path without its type: `Regions.Region[].RegionId`. */
const pathOf = (member: string): string => member.replace(/ \w+$/, '')

/** The members of the lists that have elements on both sides: an empty list tells nothing of its elements. */
const comparable = (mine: readonly string[], others: readonly string[]): string[] =>
  mine.filter(member => {
    const lists = [...pathOf(member).matchAll(/\[\](?=.)/g)].map(({ index }) => member.slice(0, index + 2))
    return lists.every(list => others.some(other => other.startsWith(`${list}.`) || other.startsWith(`${list} `)))
  })

/** Whether an answer of an action may lack a member, as its table says. */
const isOptional = (action: string, member: string): boolean => {
  let tables: unknown[] = actionsOf('2025')
    .filter(({ name }) => name === action)
    .map(({ members }) => members)
  for (const name of pathOf(member).split('.')) {
    const bare = name.replace('[]', '')
    if (tables.some(table => Object.hasOwn(table as object, `${bare}?`))) return true
    tables = tables.flatMap(table => (table as Record<string, unknown>)[bare] ?? []).flat()
  }
  return false
}

/** The members that one side has and the other has not. The emulator may have optional ones that the other lacks. */
export const membersApart = (action: string, there: Reading, here: Reading) => {
  const left = comparable(there.shape, here.shape)
  const right = comparable(here.shape, there.shape)
  return {
    there: left.filter(member => !right.includes(member)),
    here: right.filter(member => !left.includes(member) && !isOptional(action, member)),
  }
}

/** In what two answers to the same request differ. */
export const differencesOf = (action: string, there: Reading, here: Reading): Difference[] => {
  const apart = membersApart(action, there, here)
  const found: readonly (readonly [Difference, boolean])[] = [
    ['status', there.status !== here.status],
    ['code', there.code !== here.code],
    ['message', there.message !== here.message],
    ['format', there.format !== here.format],
    [
      'headers',
      JSON.stringify(Object.entries(there.headers).sort()) !== JSON.stringify(Object.entries(here.headers).sort()),
    ],
    ['shape', apart.there.length + apart.here.length > 0],
  ]
  return found.filter(([, differs]) => differs).map(([what]) => what)
}
