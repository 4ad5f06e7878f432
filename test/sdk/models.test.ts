import Ecs from '@alicloud/ecs20140526'
import t from 'tap'
import type { MemberTable } from '../../src/actions/action.ts'
import { actionsOf } from '../../src/actions/index.ts'
import { isSystemParameter } from '../../src/gateway/system-parameters.ts'
import { absentMembers } from '../docs/evidence.ts'

/** A model of the client: the wire names of its fields, and their types. */
interface Model {
  names(): Readonly<Record<string, string>>
  types(): Readonly<Record<string, unknown>>
}

const isModel = (type: unknown): type is Model => typeof (type as Partial<Model>)?.names === 'function'

const modelOf = (name: string): Model => (Ecs as unknown as Record<string, Model>)[name] as Model

/** The paths of all members of a model, with those of its lists and objects. */
const pathsOf = (model: Model, parent = ''): string[] =>
  Object.entries(model.names()).flatMap(([field, name]) => {
    const type = model.types()[field]
    const inner = (type as { itemType?: unknown }).itemType ?? type
    return [`${parent}${name}`, ...(isModel(inner) ? pathsOf(inner, `${parent}${name}.`) : [])]
  })

/** The paths of all members of an answer. */
const answeredBy = (members: MemberTable, parent = ''): string[] =>
  Object.entries(members).flatMap(([key, value]) => {
    const path = parent + key.replace('?', '')
    const inner = Array.isArray(value) ? value[0] : value
    return [path, ...(typeof inner === 'string' ? [] : answeredBy(inner, `${path}.`))]
  })

for (const { name, params, ignored, members } of actionsOf('2025')) {
  t.test(`${name} knows every parameter that the client can send`, async t => {
    const declared = [...Object.keys(params), ...Object.keys(ignored)].map(key => key.replace(/\..*/, ''))
    const sent = Object.values(modelOf(`${name}Request`).names())
    t.ok(sent.length > 3)
    t.same(
      sent.filter(parameter => !declared.includes(parameter) && !isSystemParameter(parameter)),
      [],
    )
  })

  t.test(`${name} answers every member that the client reads, or lists the reason why not`, async t => {
    const answered = ['RequestId', ...answeredBy(members), ...Object.keys(absentMembers[name] ?? {})]
    const read = pathsOf(modelOf(`${name}ResponseBody`))
    t.ok(read.includes('RequestId'))
    t.same(
      read.filter(member => !answered.includes(member)),
      [],
    )
  })
}
