import { rows } from '../../src/control/calls.ts'
import { controlPrefix } from '../../src/control/over-http.ts'

const code = (text: string): string => `\`${text}\``

/** The shape of an input or an answer, with a field that holds it. */
const shapeOf = (shape = '', field?: string): string =>
  [shape, field && `{${field}}`]
    .filter(Boolean)
    .map(text => code(text as string))
    .join(' in ')

const tableRow = ({ name, route, input, answer, wrap, help }: (typeof rows)[number]): string => {
  const cells = [code(name), code(route.replace(' ', ` ${controlPrefix}`)), shapeOf(input), shapeOf(answer, wrap), help]
  return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')
}

/** docs/control.md: every control call. */
export const controlPage = (): string => `# Control calls

Written from the table of control calls by \`npm run fidelity\`. Each call is a member of the object that \`createEmulator()\`
returns, the same member of the client (\`connect(url)\`), and an HTTP request. The shapes are those of
\`/_emulator/openapi.json\`: the input is the query of GET and DELETE, and the JSON body of other methods. A call that returns
nothing answers 204.

| member | HTTP | input | answer | what it does |
| --- | --- | --- | --- | --- |
${rows.map(tableRow).join('\n')}

A refused call answers \`{"message":…}\` with 400 (the input is wrong), 401 or 403 (the caller may not), 404 (there is no such
thing) or 409 (it is there already), and changes nothing.
`
