import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const sourceOf = (file: string): string => readFileSync(join('src', file), 'utf8')

/** What each room may import besides its own files: other rooms, files of src, packages. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  wire: ['model/tag.ts', 'fast-xml-parser', 'node:buffer', 'node:crypto'],
  actions: [
    'model',
    'wire/params.ts',
    'wire/tag-params.ts',
    'wire/role-params.ts',
    'wire/list-params.ts',
    'wire/errors.ts',
    'wire/timestamp.ts',
    'wire/page-token.ts',
  ],
  gateway: ['actions', 'model', 'wire', 'node:crypto', 'fixtures/ecs-actions.json'],
  store: ['model', 'better-sqlite3', 'node:crypto', 'node:fs'],
  // Describes the state to start from; what keeps it is handed in.
  world: ['clock.ts', 'model', 'node:crypto', 'node:fs', 'node:path', 'node:util', 'fixtures'],
  tls: ['node-forge', 'node:crypto', 'node:fs', 'node:net', 'node:util'],
  // Steers everything and answers from everything; only what others do it for is beyond it: HTTP, and being built.
  control: ['clock.ts', 'gateway', 'ids.ts', 'model', 'wire', 'world', 'node:crypto'],
  http: [
    'control',
    'gateway',
    'model',
    'wire',
    'world',
    'fastify',
    '@fastify/formbody',
    'node:http',
    'node:net',
    'node:stream',
  ],
  // Runs in the tests of others, far from the emulator: no part of it comes along but the errors.
  'client.ts': ['control/control.ts', 'control/errors.ts', 'gateway/faults.ts', 'gateway/journal.ts', 'world/world.ts'],
  fidelity: ['actions', 'wire'],
  'clock.ts': [],
  'ids.ts': ['node:crypto'],
  'version.ts': ['package.json'],
  'setting.ts': ['clock.ts'],
  'config.ts': ['emulator.ts', 'limit-settings.ts', 'setting.ts'],
  'limit-settings.ts': ['setting.ts'],
  'log-lines.ts': [],
  'read-settings.ts': ['config.ts', 'setting.ts', 'node:util'],
  'healthcheck.ts': ['config.ts', 'node:http'],
  'endpoints-file.ts': ['node:fs'],
  'assemble.ts': [
    'actions/index.ts',
    'clock.ts',
    'control',
    'emulator.ts',
    'gateway',
    'ids.ts',
    'model',
    'store',
    'world',
  ],
  'emulator.ts': [
    'emulator-options.ts',
    'node-version.ts',
    'assemble.ts',
    'clock.ts',
    'control',
    'http',
    'model',
    'tls',
    'version.ts',
    'wire/errors.ts',
    'world',
  ],
  'index.ts': ['control', 'emulator.ts', 'gateway', 'http', 'store', 'tls', 'world'],
  'testcontainers.ts': ['client.ts', 'config.ts', 'world/world.ts', 'testcontainers'],
  'node-version.ts': [],
  'emulator-options.ts': ['emulator.ts', 'model/shape.ts'],
  'serving.ts': ['emulator.ts', 'endpoints-file.ts', 'log-lines.ts', 'world/sources.ts'],
  'main.ts': ['emulator.ts', 'healthcheck.ts', 'node-version.ts', 'read-settings.ts', 'serving.ts', 'version.ts'],
}

/** What a file imports: packages by name, files by their path from src or, outside of it, from the project. */
const importsOf = (file: string): string[] =>
  [...sourceOf(file).matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, name = '']) => {
    if (!name.startsWith('.')) return name
    const path = relative('src', join('src', dirname(file), name))
    return path.startsWith('..') ? relative('..', path) : path
  })

await t.test('every file imports only what its room may import', async t => {
  for (const file of files) {
    const room = file.split('/')[0] as string
    const allowed = mayImport[room]
    t.ok(allowed, `${room} is a room that is known`)
    for (const name of importsOf(file)) {
      const fits = name.startsWith(`${room}/`) || allowed?.some(door => name === door || name.startsWith(`${door}/`))
      t.ok(fits, `${file} imports ${name}`)
    }
  }
})

await t.test('time, chance and the process each have one place', async t => {
  const places: readonly (readonly [what: RegExp, where: readonly string[]])[] = [
    [/\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, ['clock.ts']],
    [/\brandom(?:UUID|Bytes|Int|FillSync)\b|\bMath\.random\b/, ['ids.ts']],
    [/\bprocess\.(?:argv|env|exit|on|std|versions)/, ['main.ts', 'node-version.ts']],
  ]
  for (const [what, where] of places) {
    t.same(
      files.filter(file => what.test(sourceOf(file))),
      where,
      String(what),
    )
  }
})

await t.test('nothing in src waits or repeats by a timer, but what somebody asked to wait for', async t => {
  const waits = {
    'control/requests.ts': 'how long a test waits for calls',
    'http/delays.ts': 'the delay that a fault asks for',
    'http/in-flight.ts': 'the deadline of a stop',
    'http/lingering.ts': 'how long a client may take to close',
  }
  t.same(files.filter(file => /\bset(?:Timeout|Interval)\(/.test(sourceOf(file))).sort(), Object.keys(waits))
})

await t.test('the client brings nothing along that the emulator is made of', async t => {
  const runtime = (file: string): string[] =>
    [...sourceOf(file).matchAll(/^(?:import|export) \{[^}]*\} from '([^']+)'/gm)].map(([, name = '']) => name)
  t.same([...new Set(runtime('client.ts'))], ['./control/errors.ts'])
  t.same(runtime('control/errors.ts'), [])
})

await t.test('files are short', async t => {
  for (const file of files) t.ok(sourceOf(file).split('\n').length <= 250, file)
})
