import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runControlClients } from './control/run.ts'
import { neverCompared } from './coverage.ts'
import { type Client, clients, stories } from './data.ts'
import { install, languageVersion } from './install.ts'
import { mistakesInData } from './mistakes.ts'
import { controlTable, type Result, resultOf, table } from './results.ts'
import { tellAll } from './tell-all.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
const only = values.only?.split(',')
const required = process.env.CLIENTS_REQUIRED === '1'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const fail = (text: string): void => {
  say(text)
  process.exitCode = 1
}

const asked = clients.filter(({ id, language }) => only === undefined || only.includes(id) || only.includes(language))
const isControlAsked = only === undefined || only.includes('control')
if (asked.length === 0 && !isControlAsked) fail(`There is no client ${values.only}.`)
for (const mistake of mistakesInData()) fail(mistake)

const there = new Map<string, boolean>()
for (const client of asked)
  there.set(client.language, there.get(client.language) ?? languageVersion(client) !== undefined)
for (const [language, found] of there) {
  if (found) continue
  if (required) fail(`${language} is not installed, but CLIENTS_REQUIRED=1.`)
  else say(`${language} is not installed: its clients are skipped.`)
}

const scratch = mkdtempSync(join(tmpdir(), 'clients-'))

/** Tells all stories by one client. A client that cannot be installed or started has failed. */
const resultFor = async (client: Client): Promise<Result> => {
  const start = performance.now()
  try {
    const { version, outcomes } = await tellAll(client, install(client), stories, scratch)
    return resultOf(client, version, outcomes, performance.now() - start)
  } catch (error) {
    const wrong = [(error as Error).message]
    return resultOf(client, client.version, [{ story: '-', step: 'start', wrong }], performance.now() - start)
  }
}

const results: Result[] = []
for (const client of asked.filter(({ language }) => there.get(language))) {
  const result = await resultFor(client)
  results.push(result)
  for (const { story, step, wrong } of result.failed) fail(`${client.id}: ${story}: ${step}\n  ${wrong.join('\n  ')}`)
}
if (only === undefined) for (const member of neverCompared()) fail(`no story shows ${member}`)

/** The clients of the control API: those that generators make, and the examples of other languages. */
const controlResults = isControlAsked ? await runControlClients() : []
if (controlResults.some(({ failed }) => failed > 0)) fail('control: some steps failed, see above')
say(table(results))
if (isControlAsked) say(controlTable(controlResults))

const lines = results.map(({ failed, seconds: _, ...result }) => ({ ...result, failed: failed.length }))
const json = `${JSON.stringify(lines, undefined, 2)}\n`
if (values.json !== undefined) writeFileSync(values.json, json)
else if (lines.length === clients.length && json !== readFileSync('test/clients/results.json', 'utf8')) {
  fail('The results have changed: run npm run test:clients -- --json test/clients/results.json && npm run fidelity.')
}
rmSync(scratch, { recursive: true })
