import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { goodCopy } from '../support/emulator.ts'
import { type Caller, callerTo } from './caller.ts'
import { startCommand } from './command.ts'
import type { Random } from './random.ts'

const region = goodCopy.DestinationRegionId as string

/** The answers to the clients, which must hold after any crash. */
class Ledger {
  /** Answered copies without a deletion request. */
  readonly kept = new Set<string>()
  /** Copies with an answered deletion. */
  readonly deleted = new Set<string>()
  /** The returned id of each client token. */
  readonly tokens = new Map<string, string>()
  readonly faults: string[] = []
  copies = 0
  unanswered = 0

  copied(id: string, token: string | undefined): void {
    this.copies++
    const before = token === undefined ? undefined : this.tokens.get(token)
    if (before !== undefined && before !== id) this.faults.push(`${token} was answered with ${before} and ${id}`)
    if (token !== undefined) this.tokens.set(token, id)
    if (before === undefined) this.kept.add(id)
  }
}

/** One client. It copies, sometimes with a new or repeated client token, and deletes. */
const client = async (name: string, caller: Caller, ledger: Ledger, random: Random, stopped: () => boolean) => {
  const own: string[] = []
  const asked: string[] = []
  for (let i = 0; !stopped(); i++) {
    if (own.length > 3 && random.percent(30)) {
      const id = own.splice(random.below(own.length), 1)[0] as string
      // The outcome is unknown until the answer arrives.
      ledger.kept.delete(id)
      const answer = await caller.call('DeleteSnapshot', { SnapshotId: id, Force: 'true' })
      if (answer === undefined) ledger.unanswered++
      else if (answer.status === 200) ledger.deleted.add(id)
      else ledger.faults.push(`deleting ${id}: ${answer.json.Code}`)
      continue
    }
    let token: string | undefined
    if (random.percent(50)) {
      token = asked.length > 0 && random.percent(50) ? random.pick(asked) : `${name}-${i}`
      asked.push(token)
    }
    const tags = random.percent(20) ? { 'Tag.1.Key': 'client', 'Tag.1.Value': 'torture' } : {}
    const more = token === undefined ? tags : { ClientToken: token }
    const answer = await caller.call('CopySnapshot', { ...goodCopy, ...more })
    if (answer === undefined) ledger.unanswered++
    else if (answer.status !== 200) ledger.faults.push(`copying: ${answer.json.Code}`)
    else {
      if (token === undefined) own.push(answer.json.SnapshotId)
      ledger.copied(answer.json.SnapshotId, token)
    }
  }
  return asked
}

/** Looks at the files that a killed process left as nobody has opened them yet. */
const integrityOf = (file: string): string => {
  const copy = `${file}.copy`
  for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix)
  const db = new Database(copy)
  const verdict = db.pragma('integrity_check', { simple: true }) as string
  const orphans = db.pragma('foreign_key_check') as unknown[]
  db.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
  return orphans.length > 0 ? `${orphans.length} rows without their parents` : verdict
}

const found = async (caller: Caller, ids: readonly string[]): Promise<Set<string>> => {
  const there = new Set<string>()
  for (let i = 0; i < ids.length; i += 100) {
    const SnapshotIds = JSON.stringify(ids.slice(i, i + 100))
    const answer = await caller.call('DescribeSnapshots', { RegionId: region, SnapshotIds, PageSize: '100' })
    for (const { SnapshotId } of answer?.json.Snapshots.Snapshot ?? []) there.add(SnapshotId)
  }
  return there
}

/** Compares what is there with what the clients were told; repeats their tokens. */
const audit = async (caller: Caller, ledger: Ledger, kept: readonly string[], tokens: readonly string[]) => {
  const there = await found(caller, kept)
  for (const id of kept) if (!there.has(id)) ledger.faults.push(`the answered copy ${id} is lost`)
  for (const id of await found(caller, [...ledger.deleted])) ledger.faults.push(`the deleted copy ${id} is back`)
  for (const token of tokens) {
    const answer = await caller.call('CopySnapshot', { ...goodCopy, ClientToken: token })
    if (answer?.status === 200) ledger.copied(answer.json.SnapshotId, token)
    else ledger.faults.push(`repeating ${token}: ${answer?.json.Code}`)
  }
}

/** Kills the command at random moments under a load of copies, and holds what is left against what was answered. */
export const kills = async (rounds: number, random: Random) => {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'))
  const file = join(folder, 'emulator.db')
  const ledger = new Ledger()
  const known = new Set<string>()
  try {
    let command = await startCommand('--data', file, '--copy-seconds', '0')
    for (let round = 0; round < rounds; round++) {
      const caller = callerTo(command.url)
      let stopped = false
      const clients = Array.from({ length: 16 }, (_, i) =>
        client(`${round}-${i}`, caller, ledger, random, () => stopped),
      )
      await setTimeout(20 + random.below(600))
      stopped = true
      await command.end('SIGKILL')
      const tokens = (await Promise.all(clients)).flat()
      caller.end()
      const verdict = integrityOf(file)
      if (verdict !== 'ok') ledger.faults.push(`round ${round}: ${verdict}`)
      command = await startCommand('--data', file, '--copy-seconds', '0')
      const fresh = [...ledger.kept].filter(id => !known.has(id))
      for (const id of fresh) known.add(id)
      const again = callerTo(command.url)
      await audit(again, ledger, fresh, [...new Set(tokens)].slice(-50))
      again.end()
    }
    const last = callerTo(command.url)
    await audit(last, ledger, [...ledger.kept], [...ledger.tokens.keys()].slice(0, 1000))
    last.end()
    await command.end('SIGTERM')
  } finally {
    rmSync(folder, { recursive: true })
  }
  const { copies, unanswered, deleted, tokens, faults } = ledger
  return {
    figures: `${rounds} kills: ${copies} copies and ${deleted.size} deletes answered, ${unanswered} calls cut off, ${tokens.size} client tokens`,
    faults,
  }
}
