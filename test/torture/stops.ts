import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { connect } from '../../src/client.ts'
import { environment } from '../support/process.ts'
import { startCommand } from './command.ts'

/** Starts with npm in a process group of its own, sends a signal to npm or to the group, and looks at the port. */
const npmStart = async (signal: NodeJS.Signals, toGroup: boolean): Promise<string[]> => {
  const args = ['start', '--', '--port', '0']
  const npm = spawn('npm', args, { env: environment(), stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const group = -(npm.pid as number)
  let text = ''
  for await (const chunk of npm.stdout) {
    text += chunk
    if (text.includes('Ready. ')) break
  }
  const url = /Ready\. (\S+)/.exec(text)?.[1]
  const exit = once(npm, 'exit')
  process.kill(toGroup ? group : (npm.pid as number), signal)
  await exit
  // npm does not wait for its command after a SIGHUP.
  for (let i = 0; i < 50; i++) {
    if ((await fetch(`${url}/_emulator/health`).catch(() => undefined)) === undefined) return []
    await setTimeout(100)
  }
  process.kill(group, 'SIGKILL')
  return [`${signal} to ${toGroup ? 'the group of npm' : 'npm'} left the port open`]
}

/** Ends the command while it exports 43 MB and a wait is pending. */
const underWay = async (): Promise<{ megabytes: number; faults: string[] }> => {
  const command = await startCommand('--log-level', 'silent')
  const control = connect(command.url)
  const own = { account: '1000000000000001', region: 'cn-beijing', description: 'x'.repeat(256) }
  await control.seed({ snapshots: Array.from({ length: 80_000 }, (_, i) => ({ ...own, id: `s-${i}` })) })
  const waited = control.requests
    .waitFor({}, { timeoutMs: 240_000 })
    .catch((error: { status?: number }) => error.status)
  const response = await fetch(`${command.url}/_emulator/state`)
  const exit = command.end('SIGTERM')
  const text = await response.text().catch(() => '')
  const faults: string[] = []
  if (text.length !== Number(response.headers.get('content-length'))) faults.push('the export was cut off')
  if ((await waited) !== 409) faults.push(`the wait ended with ${await waited}`)
  if ((await exit) !== 0) faults.push(`it ended with ${await exit}`)
  return { megabytes: text.length / 1e6, faults }
}

/** Signals to npm and to the command: nothing is left on the port, and answers under way are delivered. */
export const stops = async () => {
  const faults: string[] = []
  for (const [signal, toGroup] of [
    ['SIGTERM', false],
    ['SIGINT', false],
    ['SIGTERM', true],
    ['SIGINT', true],
    ['SIGHUP', true],
  ] as const) {
    faults.push(...(await npmStart(signal, toGroup)))
  }
  const { megabytes, faults: more } = await underWay()
  return {
    figures: `npm start ended by three signals; an export of ${megabytes.toFixed(0)} MB and a wait delivered`,
    faults: [...faults, ...more],
  }
}
