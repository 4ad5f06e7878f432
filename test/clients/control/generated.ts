import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { createEmulator } from '../../../src/index.ts'
import { cache, own, pythonCommands, run } from './languages.ts'

const controlToken = 'control-token'

/** An emulator for a generated client. Its clock stands still, and calls need no signature. */
const startEmulator = () => createEmulator({ auth: 'off', controlToken, clock: '2026-01-31T00:00:00Z' })

/** Writes the document that an emulator serves to a file, and returns the ids of its operations. */
const fetchDocument = async (url: string, file: string): Promise<string[]> => {
  const reply = await fetch(`${url}/_emulator/openapi.json`, { headers: { authorization: `Bearer ${controlToken}` } })
  const text = await reply.text()
  writeFileSync(file, text)
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { operationId: string }>> }
  return Object.values(paths).flatMap(item => Object.values(item).map(({ operationId }) => operationId))
}

/**
 * Generates a client from the served document and lets it tell its story to the emulator.
 *
 * @param folder where the client is made
 * @param tell makes and runs the client, with variables that lead to the emulator; returns its steps, one a line
 * @returns the steps; an operation that the story does not call is one that failed
 */
const tellStory = async (folder: string, tell: (env: object) => Promise<string>): Promise<string> => {
  await using emulator = startEmulator()
  const url = await emulator.listen()
  const operations = await fetchDocument(url, `${folder}/openapi.json`)
  const steps = await tell({ EMULATOR_URL: url, EMULATOR_TOKEN: controlToken })
  const missing = operations.filter(operation => !new RegExp(`^(?:not )?ok ${operation}\\b`, 'm').test(steps))
  return `${steps}${missing.map(operation => `not ok ${operation}: it is not called\n`).join('')}`
}

/** Makes a folder of the cache anew, from a folder of the tests. */
const freshFolder = (name: string, source: string): string => {
  const folder = `${cache}/${name}`
  rmSync(folder, { recursive: true, force: true })
  cpSync(source, folder, { recursive: true })
  return folder
}

/** Checks the served document against the OpenAPI specification. */
export const validateDocument = async (): Promise<string> => {
  await using emulator = startEmulator()
  mkdirSync(cache, { recursive: true })
  await fetchDocument(await emulator.listen(), `${cache}/openapi.json`)
  await run(`${await pythonCommands()}/openapi-spec-validator`, [`${cache}/openapi.json`])
  return 'ok the document is valid\n'
}

/** Generates and uses the client of openapi-python-client. */
export const usePythonClient = (): Promise<string> => {
  const folder = freshFolder('python-client', `${own}/python`)
  return tellStory(folder, async env => {
    const bin = await pythonCommands()
    const options = ['--meta', 'none', '--config', 'generator.yaml', '--fail-on-warning']
    await run(
      `${bin}/openapi-python-client`,
      ['generate', '--path', 'openapi.json', '--output-path', 'control_client', ...options],
      folder,
      { PATH: `${bin}${delimiter}${process.env.PATH}` },
    )
    return run(`${bin}/python`, ['story.py'], folder, env)
  })
}

/** Generates, compiles and uses the client of oapi-codegen. */
export const useGoClient = (): Promise<string> => {
  const folder = freshFolder('go-client', `${own}/go`)
  return tellStory(folder, async env => {
    mkdirSync(`${folder}/control`)
    await run('go', ['tool', 'oapi-codegen', '-config', 'oapi-codegen.yaml', 'openapi.json'], folder)
    return run('go', ['run', '.'], folder, env)
  })
}
