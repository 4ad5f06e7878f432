import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, isMeant, lacks, type Story } from './data.ts'
import { Program } from './program.ts'
import { listenBefore } from './recorder.ts'
import { emulatorFor, type Outcome, tell } from './tell.ts'

/** Keeps which members a client's models have lost, against those that they are known not to have. */
const lossesOf = (client: Client) => {
  const known = Object.entries(lacks).flatMap(([names, actions]) =>
    isMeant(client, names)
      ? Object.entries(actions).flatMap(([action, paths]) => paths.map(path => `${action} ${path}`))
      : [],
  )
  const seen = new Set<string>()
  const lost = (action: string, paths: readonly string[]): string[] => {
    for (const path of paths) seen.add(`${action} ${path}`)
    return paths.filter(path => !known.includes(`${action} ${path}`))
  }
  return { lost, unseen: () => known.filter(path => !seen.has(path)) }
}

/** Starts a program and checks that it has loaded the client that is pinned. */
const started = async (client: Client, command: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const program = new Program(command, env)
  const { client: name, version } = await program.read()
  if (name === client.package && version === client.version) return { program, version }
  program.close()
  throw new Error(`${name} ${version} was loaded instead of ${client.package} ${client.version}`)
}

/** Tells all stories by one client, each with an emulator of its own. */
export const tellAll = async (
  client: Client,
  command: readonly string[],
  stories: readonly Story[],
  scratch: string,
): Promise<{ version: string; outcomes: Outcome[] }> => {
  const { program, version } = await started(client, command)
  const losses = lossesOf(client)
  const outcomes: Outcome[] = []

  const tellOne = async (story: Story): Promise<void> => {
    const emulator = emulatorFor(story)
    const url = await emulator.listen()
    const recorder = await listenBefore(url)
    const ca = join(scratch, 'tls.pem')
    let own: Program | undefined
    if (story.https) writeFileSync(ca, await (await fetch(`${url}/_emulator/tls.pem`)).text())
    if (story.trusted) own = (await started(client, command, { SSL_CERT_FILE: ca, NODE_EXTRA_CA_CERTS: ca })).program
    const where = story.https
      ? { endpoint: new URL(emulator.tlsUrl as string).host, protocol: 'https', ...(story.trusted && { ca }) }
      : { endpoint: recorder.endpoint, protocol: 'http' }
    try {
      const stage = { client, program: own ?? program, emulator, where, sent: recorder.take, lost: losses.lost }
      outcomes.push(...(await tell(stage, story)))
    } finally {
      own?.close()
      recorder.close()
      await emulator.close()
    }
  }

  try {
    for (const story of stories) await tellOne(story)
  } finally {
    program.close()
  }
  const unseen = losses.unseen().map(path => `lacks.json says that the model has no ${path}, but it has`)
  if (unseen.length > 0) outcomes.push({ story: '-', step: 'models', wrong: unseen })
  return { version, outcomes }
}
