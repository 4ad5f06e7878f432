import { type Shape, ShapeError } from './shape.ts'

/** Deeper than any answer is. */
const maxDepth = 8

const isAnswer = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  depth < maxDepth &&
  Object.entries(value).every(([name, member]) => /^[A-Z]\w*$/.test(name) && isMember(member, depth + 1))

const isMember = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'number' || typeof value === 'boolean') return true
  return Array.isArray(value) ? value.every(item => isAnswer(item, depth)) : isAnswer(value, depth)
}

const parsed = (json: unknown): unknown => {
  try {
    return typeof json === 'string' && json.isWellFormed() ? JSON.parse(json) : undefined
  } catch {
    return undefined
  }
}

const expected = 'the JSON of an answer: an object of texts, numbers, booleans, objects and lists of objects'

/** What was answered to a call, as it is kept for a repetition: JSON that can be rendered in every format. */
export const answerJson: Shape<string> = {
  schema: { type: 'string', pattern: '^\\s*\\{', description: expected },
  check: (value, place) => {
    if (!isAnswer(parsed(value), 0)) throw new ShapeError(place, expected)
    return value as string
  },
}
