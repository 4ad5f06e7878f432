import { type Shape, ShapeError, text } from './shape.ts'

/** The content of an answer, without RequestId: a tree of texts, numbers, booleans and lists. */
export type Answer = { readonly [member: string]: AnswerPart | readonly AnswerPart[] }
type AnswerPart = string | number | boolean | Answer

/** More than the depth of any answer of the service. */
const maxDepth = 16

/** A name that is an element in XML. Our XML library writes a member `cdata` without an element. */
const memberName = /^(?!cdata$)[A-Za-z]\w*$/

const anyText = text()

const partAt = (value: unknown, place: string, depth: number): AnswerPart => {
  if (typeof value === 'string') return anyText.check(value, place)
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  return answerAt(value, place, depth)
}

const answerAt = (value: unknown, place: string, depth: number): Answer => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError(
      place,
      depth === 0 ? 'an object' : 'a text, a number, true, false, an object or a list of these',
    )
  }
  if (depth === maxDepth) throw new ShapeError(place, `at most ${maxDepth} objects deep`)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    members.map(([name, member]) => {
      const at = `${place}.${name}`
      if (!memberName.test(name)) throw new ShapeError(at, 'named with letters, digits and _')
      const list = Array.isArray(member)
        ? member.map((part, i) => partAt(part, `${at}[${i}]`, depth + 1))
        : partAt(member, at, depth + 1)
      return [name, list]
    }),
  )
}

/** The shape of an answer that can be rendered in every format. */
export const answerShape: Shape<Answer> = {
  schema: { type: 'object', description: 'the members of an answer: texts, numbers, booleans, objects and lists' },
  check: (value, place) => answerAt(value, place, 0),
}
