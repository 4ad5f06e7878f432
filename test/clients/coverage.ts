import type { MemberTable } from '../../src/actions/action.ts'
import { actionsOf } from '../../src/actions/index.ts'
import type { Json } from './data.ts'

/** The members that clients have read and that were compared: action and path. */
const compared = new Set<string>()

/** Notes all members of an answer. */
export const noteMembers = (action: string, value: Json, path = ''): void => {
  if (Array.isArray(value)) for (const entry of value) noteMembers(action, entry, path)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`
      compared.add(`${action} ${at}`)
      noteMembers(action, inner, at)
    }
  }
}

const pathsOf = (members: MemberTable, parent = ''): string[] =>
  Object.entries(members).flatMap(([key, value]) => {
    const path = parent + key.replace('?', '')
    const inner = Array.isArray(value) ? value[0] : value
    return [path, ...(typeof inner === 'string' ? [] : pathsOf(inner, `${path}.`))]
  })

/** The members of served actions that no story shows to a client. */
export const neverCompared = (): string[] =>
  actionsOf('2025').flatMap(({ name, members }) =>
    pathsOf(members)
      .map(path => `${name} ${path}`)
      .filter(path => !compared.has(path)),
  )
