import { runExample } from './examples.ts'
import { useGoClient, usePythonClient, validateDocument } from './generated.ts'
import { commands, examples, isHere, type Language, own, versionIn } from './languages.ts'

/** The result of one client: how many of its steps passed, failed and cannot be taken by it. */
export interface ClientRow {
  readonly client: string
  readonly version: string
  readonly passed: number
  readonly failed: number
  readonly na: number
}

/** A client, or an example that uses one. */
interface Subject {
  readonly client: string
  readonly language: Language
  readonly version: string
  /** Returns its steps, a line each: `ok`, `not ok` or `n/a`, then the step. */
  tell(): Promise<string>
}

const pythonTool = (name: string): string => versionIn(`${own}/python/requirements.txt`, 'Python', name)

const subjects: readonly Subject[] = [
  {
    client: 'openapi-spec-validator',
    language: 'Python',
    version: pythonTool('openapi-spec-validator'),
    tell: validateDocument,
  },
  {
    client: 'openapi-python-client',
    language: 'Python',
    version: pythonTool('openapi-python-client'),
    tell: usePythonClient,
  },
  {
    client: 'oapi-codegen',
    language: 'Go',
    version: versionIn(`${own}/go/go.mod`, 'Go', 'github.com/oapi-codegen/oapi-codegen/v2'),
    tell: useGoClient,
  },
  {
    client: 'example with alibabacloud_ecs20140526',
    language: 'Python',
    version: versionIn(`${examples}/python/requirements.txt`, 'Python', 'alibabacloud_ecs20140526'),
    tell: () => runExample('Python'),
  },
  {
    client: 'example with ecs-20140526/v7',
    language: 'Go',
    version: versionIn(`${examples}/go/go.mod`, 'Go', 'github.com/alibabacloud-go/ecs-20140526/v7'),
    tell: () => runExample('Go'),
  },
  {
    client: 'example with com.aliyun:ecs20140526',
    language: 'Java',
    version: versionIn(`${examples}/java/pom.xml`, 'Java', 'ecs20140526'),
    tell: () => runExample('Java'),
  },
]

/** Describes a command that failed, with its output. */
const failureOf = ({ message, stdout = '' }: Error & { stdout?: string }): string => `not ok ${message}\n${stdout}\n`

const rowOf = async ({ client, language, version, tell }: Subject): Promise<ClientRow | undefined> => {
  if (!(await isHere(language))) {
    process.stdout.write(`${client}: skipped, since ${commands[language]} is not on this machine.\n`)
    const isRequired = process.env.CLIENTS_REQUIRED === '1'
    return isRequired ? { client, version, passed: 0, failed: 1, na: 0 } : undefined
  }
  const steps = (await tell().catch(failureOf)).split('\n')
  const count = (form: RegExp): number => steps.filter(line => form.test(line)).length
  const row = { client, version, passed: count(/^ok /), failed: count(/^not ok /), na: count(/^n\/a /) }
  if (row.failed > 0) process.stdout.write(`${client}:\n${steps.filter(line => !line.startsWith('ok ')).join('\n')}\n`)
  return row
}

/** Runs the generated control clients and the examples, one after another. A missing language has no row. */
export const runControlClients = async (): Promise<ClientRow[]> => {
  const rows: ClientRow[] = []
  for (const subject of subjects) {
    const row = await rowOf(subject)
    if (row !== undefined) rows.push(row)
  }
  return rows
}

if (import.meta.main) {
  const rows = await runControlClients()
  console.table(rows)
  process.exitCode = rows.some(({ failed }) => failed > 0) ? 1 : 0
}
