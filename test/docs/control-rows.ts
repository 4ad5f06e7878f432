import { rows } from '../../src/control/calls.ts'
import { controlPrefix } from '../../src/control/over-http.ts'

const code = (text: string): string => `\`${text}\``

/** The shape of an input or an answer, with a field that holds it. */
const shapeOf = (shape = '', field?: string): string =>
  [shape, field && `{${field}}`]
    .filter(Boolean)
    .map(text => code(text as string))
    .join(' in ')

/** The cells of the table of control calls. */
export const controlCells = (): string[][] =>
  rows.map(({ name, route, input, answer, wrap, help }) => [
    code(name),
    code(route.replace(' ', ` ${controlPrefix}`)),
    shapeOf(input),
    shapeOf(answer, wrap),
    help,
  ])
