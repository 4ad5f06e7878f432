import type { Test } from 'tap'
import { Caller } from '../../src/compare/caller.ts'
import { compareCommand } from '../../src/compare/command.ts'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'

/** A key that no output may contain. */
export const key = { id: 'compare-key-id', secret: 'compare-secret-0123456789', token: 'compare-token-0123456789' }

/** The environment of a run with the emulator's public key. */
export const publicKey = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' }

/** An emulator that plays the real service. */
export const realOne = async (t: Test, options: EmulatorOptions = {}) => {
  const emulator = createEmulator({ contract: '2025', ...options })
  t.teardown(() => emulator.close())
  return { emulator, url: await emulator.listen() }
}

/** Runs the command. Returns its exit code and what it printed. */
export const run = async (
  args: readonly string[],
  {
    env = publicKey,
    answer = '',
    signal = new AbortController().signal,
  }: { env?: Readonly<Record<string, string>>; answer?: string; signal?: AbortSignal } = {},
) => {
  const lines: string[] = []
  const asked: string[] = []
  const ask = async (question: string): Promise<string> => {
    asked.push(question)
    return answer
  }
  const code = await compareCommand(args, { env, print: line => void lines.push(line), ask, signal })
  return { code, lines, asked, text: lines.join('\n') }
}

/** A caller of an emulator that may make some calls. */
export const callerOf = (url: string, calls: number): Caller => {
  let nonces = 0
  const side = { name: 'there', base: new URL(url), key: { id: 'testid', secret: 'testsecret' } }
  return new Caller(side, {
    place: { region: 'cn-chengdu', other: 'us-east-1', name: 'compare' },
    pause: async () => {},
    unique: () => ({ nonce: `caller-${++nonces}`, now: Date.now() }),
    budget: { left: calls },
    signal: new AbortController().signal,
  })
}

/** The arguments of a run against an address. */
export const at = (endpoint: string, ...more: readonly string[]): string[] => [
  '--endpoint',
  endpoint,
  '--region',
  'cn-chengdu',
  ...more,
]
