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
  store: ['model', 'better-sqlite3', 'node:crypto', 'node:fs', 'node:path', 'fixtures'],
  tls: ['node-forge', 'node:crypto', 'node:fs', 'node:net', 'node:tls', 'node:util'],
  http: ['gateway', 'wire', 'fastify', '@fastify/formbody', 'node:http', 'node:net'],
  fidelity: ['actions', 'wire'],
  'clock.ts': [],
  'ids.ts': ['node:crypto'],
  'version.ts': ['package.json'],
  'setting.ts': [],
  'config.ts': ['emulator.ts', 'setting.ts'],
  'read-settings.ts': ['config.ts', 'setting.ts', 'node:util'],
  'healthcheck.ts': ['config.ts', 'node:http'],
  'endpoints-file.ts': ['node:fs'],
  'emulator.ts': [
    'actions/index.ts',
    'wire/errors.ts',
    'clock.ts',
    'ids.ts',
    'version.ts',
    'gateway',
    'http',
    'model',
    'store',
    'tls',
  ],
  'index.ts': ['emulator.ts', 'http', 'model', 'store', 'tls'],
  'testcontainers.ts': ['config.ts', 'model/world.ts', 'testcontainers'],
  'main.ts': [
    'store/world-sources.ts',
    'read-settings.ts',
    'emulator.ts',
    'endpoints-file.ts',
    'healthcheck.ts',
    'version.ts',
  ],
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
    [/\brandom(?:UUID|Bytes|Int)\b|\bMath\.random\b/, ['ids.ts']],
    [/\bprocess\.(?:argv|env|exit|on|std|versions)/, ['main.ts']],
  ]
  for (const [what, where] of places) {
    t.same(
      files.filter(file => what.test(sourceOf(file))),
      where,
      String(what),
    )
  }
})

await t.test('nothing in src waits or repeats by a timer, but the deadline of a stop', async t => {
  t.same(
    files.filter(file => /\bset(?:Timeout|Interval)\(/.test(sourceOf(file))),
    ['http/in-flight.ts'],
  )
})

await t.test('files are short', async t => {
  for (const file of files) t.ok(sourceOf(file).split('\n').length <= 250, file)
})
