import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import Ecs from '@alicloud/ecs20140526'
import t, { type Test } from 'tap'
import { connect } from '../../src/client.ts'
import { compareCommand } from '../../src/compare/command.ts'
import { rows } from '../../src/control/calls.ts'
import { createEmulator, type Emulator, type World } from '../../src/index.ts'
import { settings } from '../../src/settings-table.ts'
import { CopySnapshotEmulatorContainer } from '../../src/testcontainers.ts'
import { containerEngine } from '../support/container-engine.ts'
import { containerLines } from '../support/container-lines.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { blockNamed, blocks, sectionOf } from '../support/page.ts'
import { start } from '../support/process.ts'
import { runSnippet } from '../support/snippet.ts'
import { watching } from '../support/watching.ts'

const port = settings.port.default
const { name, version, scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The commands of a block, split at line ends and `&&`, without comments. */
const commandsOf = (code: string): string[] =>
  code
    .split(/\n|&&/)
    .map(line => line.replace(/ # .*/, '').trim().replace(/\s+/g, ' '))
    .filter(line => line !== '')

/** Runs a command to its end in a folder. */
const execute = async (command: string, args: readonly string[], folder = '.', env: Record<string, string> = {}) =>
  (await promisify(execFile)(command, args, { cwd: folder, env: { ...process.env, ...env } })).stdout

/** The expected answer of a container, as in the example of each language. */
const isContainerOfOurs = async (t: Test, code: string) => {
  t.match(code, '"copysnapshot-emulator"')
  t.match(code, new RegExp(`\\b${port}\\b`))
  const path = /"(\/_emulator[^"]*)"/.exec(code)?.[1] as string
  t.equal((await emulatorFor(t).inject({ url: path })).status, 200)
}

/** Sends the request of a line of curl. */
const curl = (emulator: Emulator, line: string) => {
  const form = /^curl (?:-X (\w+) )?(?:--json '(.*)' )?'?http:\/\/127\.0\.0\.1:8014(\/\S*?)'?$/
  const [, method, body, url = ''] = form.exec(line) ?? []
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body }
  return emulator.inject({ method: method ?? (body === undefined ? 'GET' : 'POST'), url, ...sent })
}

/** Does what a line of the README does: sends the request of curl, or runs the JavaScript. */
const steer = async (emulator: Emulator, code: string): Promise<unknown> => {
  if (code.startsWith('await')) return runSnippet(`return ${code}`, { emulator })
  const { body } = await curl(emulator, code.trim())
  return body === '' ? undefined : JSON.parse(body)
}

const throttles = async (t: Test, code: string) => {
  const { call, emulator } = started(t)
  await steer(emulator, code)
  t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'Throttling.User')
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
}

/** Calls DescribeAutoSnapshotPolicyEx with the official client, and returns its policies. */
const policiesOf = async (url: string) => {
  const request = new Ecs.DescribeAutoSnapshotPolicyExRequest({ regionId: 'cn-chengdu' })
  const { body } = await clientOf(url, signatures.V3).describeAutoSnapshotPolicyEx(request)
  return body?.autoSnapshotPolicies?.autoSnapshotPolicy
}

/** An emulator on a free port, for official clients. */
const forClients = async (t: Test) => {
  const emulator = emulatorFor(t, { clock: 'real', machineClock: () => Date.now() })
  return { emulator, url: await emulator.listen() }
}

const endsCopies = async (t: Test, code: string) => {
  const { call, emulator } = started(t, { copySeconds: 600 })
  const { SnapshotId } = (await call('CopySnapshot', goodCopy)).json
  const found = { RegionId: 'us-east-1', SnapshotIds: JSON.stringify([SnapshotId]) }
  const status = async () => (await call('DescribeSnapshots', found)).json.Snapshots.Snapshot[0].Status
  t.equal(await status(), 'progressing')
  await steer(emulator, code)
  t.equal(await status(), 'accomplished')
}

const countsCopies = async (t: Test, code: string) => {
  const { call, emulator } = started(t)
  await call('CopySnapshot', goodCopy)
  await call('DescribeRegions', {})
  const count = await steer(emulator, code)
  t.same(count, code.startsWith('await') ? 1 : { count: 1 })
}

/** Runs a block of the official client, in process and by the control client, and returns what it printed last. */
const printedBy = async (t: Test, code: string, more: Readonly<Record<string, unknown>> = {}) => {
  const printed: unknown[] = []
  // The clock stands still, so that progress is that of the moment of the copy.
  const now = Date.now()
  for (const isElsewhere of [false, true]) {
    const emulator = emulatorFor(t, { clock: 'real', machineClock: () => now })
    const url = await emulator.listen()
    const console = { log: (...values: unknown[]) => printed.push(values.join(' ')) }
    const names = { emulator: isElsewhere ? connect(url) : emulator, client: clientOf(url, signatures.V3), ecs: Ecs }
    await runSnippet(code, { ...names, console, ...more })
  }
  return printed
}

/** The comment at the end of the block's last line is what it prints. */
const restores = async (t: Test, code: string) => {
  const [, wanted = ''] = /console\.log\(.*\) \/\/ (.*)\n$/.exec(code) ?? []
  t.same(await printedBy(t, code), [wanted, wanted])
}

const createsImage = async (t: Test, code: string) => {
  const { emulator, url } = await forClients(t)
  const client = clientOf(url, signatures.V3)
  const asked = { regionId: 'cn-chengdu', snapshotId: goodCopy.SnapshotId as string, destinationRegionId: 'us-east-1' }
  const copy = await client.copySnapshot(new Ecs.CopySnapshotRequest(asked))
  emulator.clock.advance(2)
  await runSnippet(code, { client, ecs: Ecs, copy })
  t.match(emulator.images.list(), [{ region: 'us-east-1', disks: [{ snapshotId: copy.body?.snapshotId }] }])
}

/** Runs a file of tests with the names that its runner gives it, and returns the names of its tests. */
const runTests = async (code: string, names: Readonly<Record<string, unknown>>): Promise<string[]> => {
  const tests: [string, () => Promise<void>][] = []
  const hooks: Record<string, (() => Promise<void>)[]> = { beforeAll: [], beforeEach: [], afterAll: [] }
  const hookNames = Object.keys(hooks).map(name => [name, (hook: () => Promise<void>) => hooks[name]?.push(hook)])
  const test = (name: string, run: () => Promise<void>) => tests.push([name, run])
  await runSnippet(code, { test, createEmulator, ...Object.fromEntries(hookNames), ...names })
  const runHooks = async (name: string) => {
    for (const hook of hooks[name] ?? []) await hook()
  }
  await runHooks('beforeAll')
  for (const [, run] of tests) {
    await runHooks('beforeEach')
    await run()
  }
  await runHooks('afterAll')
  return tests.map(([name]) => name)
}

/** A block that shows a file, whose text the generated pages have; test/docker-files.test.ts reads the file. */
const showsFile = async (t: Test, code: string) => {
  const files = readdirSync('docker').filter(name => name.endsWith('.yaml'))
  t.ok(files.some(name => readFileSync(`docker/${name}`, 'utf8') === code))
}

/** How each block is checked, by its language and its first line, in the order in which they stand. */
const checks: readonly (readonly [name: string, how: string, check: (t: Test, code: string) => Promise<void>])[] = [
  [
    'sh: npm ci && npm start',
    'the test suite covers npm start; the gate runs npm ci',
    async (t, code) => {
      t.same(commandsOf(code), ['npm ci', 'npm start'])
      t.equal(scripts.start, 'exec node src/cli.ts')
      t.match(await execute('npm', ['start', '--silent', '--', '--help']), /^Usage: copysnapshot-emulator/)
      const { ready, child, ended } = start(t, ['--port', '0', '--log-level', 'silent'])
      t.match(await ready, /^http:\/\/127\.0\.0\.1:\d+$/)
      child.kill('SIGTERM')
      t.equal(await ended, 0)
    },
  ],
  [
    'sh: export ALIBABA_CLOUD_ACCESS_KEY_ID',
    'run against an emulator',
    async (t, code) => {
      const [, command = '', ...others] = commandsOf(code)
      t.same(others, [])
      const endpoint = await emulatorFor(t, { clock: 'real', machineClock: () => Date.now() }).listen()
      const args = command.split(' ')
      t.same(args.splice(0, 2), ['copysnapshot-emulator', 'compare'])
      const report = `${t.testdir()}/report.md`
      const given = args.map(arg => ({ 'ecs.cn-hangzhou.aliyuncs.com': endpoint, 'report.md': report })[arg] ?? arg)
      const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' }
      const around = { env, print: () => {}, ask: async () => '', signal: new AbortController().signal }
      t.equal(await compareCommand(given, around), 0)
      t.match(readFileSync(report, 'utf8'), /^# Comparison/)
    },
  ],
  [
    'sh: npm ci && npm test',
    'this test is part of it; the gate runs both commands unchanged',
    async (t, code) => {
      const gate = readFileSync('.ci/run', 'utf8').split('\n')
      for (const command of commandsOf(code)) t.ok(gate.includes(command), command)
      t.equal(scripts.test, 'tap')
    },
  ],
  [
    "js: import ecs from '@alicloud/ecs20140526'",
    'run as a file, by node',
    async (t, code) => {
      const url = await emulatorFor(t, { clock: 'real', machineClock: () => Date.now() }).listen()
      const folder = t.testdir({ 'copy.mjs': code.replace('127.0.0.1:8014', url.slice('http://'.length)) })
      t.match(await execute(process.execPath, ['copy.mjs'], folder), /^s-0xi[a-z0-9]{17} progressing\n$/)
      writeFileSync(
        `${folder}/copy.mjs`,
        readFileSync(`${folder}/copy.mjs`, 'utf8').replace(goodCopy.SnapshotId as string, 's-none'),
      )
      await t.rejects(execute(process.execPath, ['copy.mjs'], folder), { message: /InvalidSnapshotId\.NotFound/ })
    },
  ],
  ['js: await client.createImage(', 'run after the copy is accomplished', createsImage],
  [`sh: curl --json '{"kind":"error"`, 'the request is sent', throttles],
  [`sh: curl --json '{"seconds":600}'`, 'the request is sent', endsCopies],
  ["sh: curl 'http://127.0.0.1:8014/_emulator/requests/count", 'the request is sent', countsCopies],
  [
    'sh: curl -N http://127.0.0.1:8014/_emulator/watch',
    'its address is read, and a change told',
    async (t, code) => {
      const emulator = emulatorFor(t)
      const [, path = ''] = /^curl -N http:\/\/127\.0\.0\.1:8014\/_emulator\/watch(.*)$/.exec(code.trim()) ?? []
      const watch = await watching(await emulator.listen(), path)
      t.match(await watch.next(), { faults: { total: 0, newest: [] } })
      emulator.faults.add({ kind: 'reset' })
      t.match(await watch.next(), { faults: { total: 1, newest: [{ id: 'fault-1' }] } })
    },
  ],
  [
    `sh: curl --json '{"action":"DescribeAutoSnapshotPolicyEx","reply":{"TotalCount":0}}'`,
    'the request is sent',
    async (t, code) => {
      const { emulator, url } = await forClients(t)
      await steer(emulator, code)
      t.equal(await policiesOf(url), undefined)
    },
  ],
  [
    "js: await emulator.faults.add({ kind: 'error', code: 'Throttling.User', action",
    'each line is run',
    async (t, code) => {
      const [fault = '', clock = '', count = '', ...others] = commandsOf(code)
      t.same(others, [])
      await throttles(t, fault)
      await endsCopies(t, clock)
      await countsCopies(t, count)
    },
  ],
  ['js: const copy = await client.copySnapshot(', 'run in process and by the client', restores],
  ["js: const system = { regionId: 'cn-chengdu'", 'run in process and by the client', restores],
  [
    "sh: curl 'http://127.0.0.1:8014/?Action=CopySnapshot",
    'the request is sent',
    async (t, code) => {
      t.match(await curl(emulatorFor(t, { auth: 'off' }), code.trim()), { status: 200 })
    },
  ],
  [
    'json: "accounts"',
    'an emulator starts from it alone, and beside each world that it may join',
    async (t, code) => {
      const own = JSON.parse(code) as World
      for (const world of [[own], ['default', own], [own, 'default'], ['2025', own], ['default', '2025', own]]) {
        const { call } = started(t, { world })
        const as = { id: 'my-key', secret: 'my-secret' }
        const found = await call('DescribeSnapshots', { RegionId: 'cn-hangzhou' }, { as })
        t.match(found.json.Snapshots.Snapshot, [
          { SnapshotId: 's-slow', RemainTime: 600 },
          { SnapshotId: 's-golden-image', Status: 'accomplished' },
        ])
      }
    },
  ],
  [
    'json: "transitions"',
    'copies have the given duration',
    async (t, code) => {
      const { call } = started(t, { world: ['default', JSON.parse(code) as World] })
      const copy = async (SnapshotId: string, RegionId: string, DestinationRegionId: string): Promise<string[]> => {
        const made = (await call('CopySnapshot', { SnapshotId, RegionId, DestinationRegionId })).json.SnapshotId
        const looks: string[] = []
        for (let i = 0; i < 4; i++) {
          const params = { RegionId: DestinationRegionId, SnapshotIds: JSON.stringify([made]) }
          const { Status, RemainTime } = (await call('DescribeSnapshots', params)).json.Snapshots.Snapshot[0]
          looks.push(`${Status} ${RemainTime}`)
        }
        return looks
      }
      const chengdu = goodCopy.SnapshotId as string
      const counted = ['progressing 3', 'progressing 2', 'progressing 1', 'accomplished 0']
      t.same(await copy(chengdu, 'cn-chengdu', 'us-east-1'), counted)
      const failing = await copy('s-bp17acfmxazb4p000002', 'cn-hangzhou', 'us-east-1')
      t.same(new Set(failing), new Set(['progressing 24']))
      t.same(new Set(await copy(chengdu, 'cn-chengdu', 'cn-beijing')), new Set(['progressing 10']))
    },
  ],
  [
    `sh: curl --json '{"action":"DescribeAutoSnapshotPolicyEx","reply":{"TotalCount":1`,
    'the request is sent, and the official client reads the policy',
    async (t, code) => {
      const { emulator, url } = await forClients(t)
      await t.rejects(policiesOf(url), { code: 'InvalidAction.NotFound' })
      await steer(emulator, code)
      const policy = { autoSnapshotPolicyId: 'sp-bp67acfmxazb4p000001', timePoints: '["3"]', retentionDays: 7 }
      t.match(await policiesOf(url), [policy])
    },
  ],
  [
    'js: const id = await emulator.stubs.add({',
    'run in process and by the client',
    async (t, code) => {
      const { emulator, url } = await forClients(t)
      for (const door of [emulator, connect(url)]) {
        const printed: unknown[] = []
        const console = { log: (value: unknown) => printed.push(value) }
        await runSnippet(code, { emulator: door, client: clientOf(url, signatures.V3), ecs: Ecs, console })
        t.same(printed, [7])
        await t.rejects(policiesOf(url), { code: 'InvalidAction.NotFound' })
      }
    },
  ],
  [
    'json: "stubs"',
    'an emulator starts from it, beside the default world',
    async (t, code) => {
      const { call } = started(t, { world: ['default', JSON.parse(code) as World] })
      const codes = []
      for (let i = 0; i < 3; i++) codes.push((await call('DescribeAutoSnapshotPolicyEx')).json.Code)
      t.same(codes, ['ServiceUnavailable', 'ServiceUnavailable', 'InvalidAction.NotFound'])
      t.match((await call('DescribeDisksFullStatus')).json, { DiskFullStatusSet: { DiskFullStatusType: [] } })
    },
  ],
  [
    "js: import { createEmulator } from 'copysnapshot-emulator'",
    'run',
    async (t, code) => {
      const url = await runSnippet(`${code}; return url`, { createEmulator })
      t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
    },
  ],
  [
    "js: import assert from 'node:assert/strict'",
    'run',
    async (t, code) => {
      t.same(await runTests(code, { assert }), ['the journal is empty at first'])
    },
  ],
  [
    "js: import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'",
    'run with a small runner',
    async (t, code) => {
      const expect = (found: unknown) => ({ toBe: (wanted: unknown) => t.equal(found, wanted) })
      t.same(await runTests(code, { expect }), ['the journal is empty at first'])
    },
  ],
  [
    'js: const { createEmulator } = require(',
    'required from the source',
    async (t, code) => {
      const require = () => createRequire(import.meta.url)('../../src/index.ts')
      t.equal(await runSnippet(`${code}; return createEmulator`, { require }), createEmulator)
    },
  ],
  ['yaml: # docker compose -f docker/compose.yaml up', 'it is the file', showsFile],
  ['yaml: on: push', 'it is the file', showsFile],
  ['yaml: test:', 'it is the file', showsFile],
  [
    `sh: curl --json '{"account"`,
    'its requests are sent in this order; there is one for each control call',
    async (t, code) => {
      const emulator = emulatorFor(t)
      const lines = commandsOf(code)
      t.equal(lines.length, rows.length)
      for (const line of lines) t.match((await curl(emulator, line)).status, /^20[04]$/, line)
    },
  ],
  [
    'sh: npm pack',
    'packed in a dry run; the container tests pack and install it',
    async (t, code) => {
      const [pack, install, ...others] = commandsOf(code)
      t.same([pack, others], ['npm pack', []])
      const packed = JSON.parse(await execute('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']))
      const [{ filename }] = Object.values(packed) as [{ filename: string }]
      t.equal(install, `npm install --save-dev ../${name}/${filename}`)
      t.equal(filename, `${name}-${version}.tgz`)
      t.equal(scripts.prepack, 'npm run build')
    },
  ],
  [
    'sh: docker build -t copysnapshot-emulator .',
    'the file and the ports exist; the container tests build and run the image',
    async (t, code) => {
      t.same(commandsOf(code), [`docker build -t ${name} .`, `docker run --rm -p 127.0.0.1:${port}:${port} ${name}`])
      t.match(readFileSync('Dockerfile', 'utf8'), new RegExp(`^EXPOSE ${port}\\b`, 'm'))
      t.ok(existsSync('test/container/run.ts'))
    },
  ],
  [
    'js: import { CopySnapshotEmulatorContainer }',
    'run with a fake engine that leads to an emulator; the container tests run it with the image',
    async (t, code) => {
      const url = await emulatorFor(t).listen()
      const engine = await containerEngine(t, Number(new URL(url).port))
      Object.assign(process.env, { DOCKER_HOST: engine.url, TESTCONTAINERS_RYUK_DISABLED: 'true' })
      const { values, said } = await containerLines(CopySnapshotEmulatorContainer)
      t.same(values, said)
      t.equal(values.length, 5)
      t.equal(engine.asked().create.Image, `${name}:latest`)
      t.match(code, `import { CopySnapshotEmulatorContainer } from '${name}/testcontainers'`)
    },
  ],
  ['java: GenericContainer<?> emulator', 'the wait condition is answered', isContainerOfOurs],
  ['go: emulator, err := testcontainers.GenericContainer', 'the wait condition is answered', isContainerOfOurs],
  ['python: emulator = DockerContainer("copysnapshot-emulator")', 'the wait condition is answered', isContainerOfOurs],
  [
    'sh: npm start -- --tls self-signed',
    'run on free ports, with the curl request and the script of the page',
    async (t, code) => {
      const [serve, curl, copy, ...others] = commandsOf(code) as [string, string, string, ...string[]]
      t.same(others, [])
      t.match(serve, /^npm start -- /)
      const flags = serve.slice('npm start -- '.length).split(' ')
      const { ready, output } = start(t, [...flags, '--port', '0', '--tls-port', '0', '--log-level', 'silent'])
      const url = await ready
      const tlsUrl = / (https:\/\/\S+)\n/.exec(output.stdout)?.[1] as string
      const [, file = '', path = ''] = /^curl -o (\S+) http:\/\/127\.0\.0\.1:8014(\S+)$/.exec(curl) ?? []
      const folder = t.testdir({
        'copy.mjs': blockNamed('js: import ecs')
          .code.replace("'127.0.0.1:8014'", `'${new URL(tlsUrl).host}'`)
          .replace("protocol: 'http'", "protocol: 'https'"),
      })
      writeFileSync(`${folder}/${file}`, await (await fetch(url + path)).text())
      t.equal(copy, `NODE_EXTRA_CA_CERTS=${file} node copy.mjs`)
      const printed = await execute(process.execPath, ['copy.mjs'], folder, { NODE_EXTRA_CA_CERTS: file })
      t.match(printed, /^s-0xi[a-z0-9]{17} progressing\n$/)
    },
  ],
  [
    "js: import { connect } from 'copysnapshot-emulator/client'",
    'run',
    async (t, code) => {
      const url = await emulatorFor(t).listen()
      const printed = code.replace(`http://127.0.0.1:${port}`, url)
      const emulator = await runSnippet(`${printed}; return emulator`, { connect })
      t.equal((await (emulator as ReturnType<typeof connect>).accounts.list()).length, 4)
    },
  ],
]

/** The recipes: test/docs/recipes.test.ts runs each, in process and by the client. */
const recipes = [
  "js: for (const code of ['InvalidSnapshotId.NotReady'",
  'js: const id = await copy()',
  "js: await emulator.faults.add({ kind: 'error', code: 'Throttling.User', retryAfterMs",
  "js: await emulator.faults.add({ kind: 'reset', at: 'after'",
  'js: await copy({ tag:',
  'js: const { id: account, keys } = await emulator.accounts.create',
  'js: await copy()',
  'js: const { difference, stringToSign } = await emulator.explain',
]

await t.test('every code block has a check', async t => {
  const known = [...checks.map(([name]) => name), ...recipes]
  const named = blocks.map(block => known.find(name => block.name.startsWith(name)) ?? `unknown is ${block.name}`)
  t.same(named.toSorted(), known.toSorted())
  t.match(
    sectionOf(0, 'Recipes').blocks.map(block => block.name),
    recipes.map(name => new RegExp(`^${RegExp.escape(name)}`)),
  )
})

for (const [name, how, check] of checks) await t.test(`${name} (${how})`, t => check(t, blockNamed(name).code))
