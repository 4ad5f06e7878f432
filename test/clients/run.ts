import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { neverCompared } from './coverage.ts'
import { type Client, clients, stories } from './data.ts'
import { install, languageVersion } from './install.ts'
import { mistakesInData } from './mistakes.ts'
import { type Result, resultOf, table } from './results.ts'
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
if (asked.length === 0) fail(`There is no client ${values.only}.`)
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
say(table(results))
if (values.json !== undefined) {
  const lines = results.map(({ failed, seconds: _, ...result }) => ({ ...result, failed: failed.length }))
  writeFileSync(values.json, `${JSON.stringify(lines, undefined, 2)}\n`)
}
rmSync(scratch, { recursive: true })
