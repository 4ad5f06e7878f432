import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const sourceOf = (file: string): string => readFileSync(join('src', file), 'utf8')

/** A folder of src, or a file at its top level. */
const roomOf = (file: string): string => file.split('/')[0] as string

/** The allowed imports of each module besides its own files: modules, files of src, packages. No list imports backwards. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  model: ['clock.ts', 'fixtures/ecs-actions.json'],
  wire: ['errors', 'model', 'fast-xml-parser', 'node:buffer', 'node:crypto'],
  actions: ['errors', 'model', 'wire'],
  gateway: ['actions', 'errors', 'model', 'wire', 'node:crypto'],
  control: [
    'clock.ts',
    'errors',
    'gateway',
    'ids.ts',
    'model',
    'wire',
    'world',
    'node:crypto',
    'node:events',
    'node:timers/promises',
  ],
  http: [
    'control',
    'errors',
    'gateway',
    'model',
    'settings.ts',
    'wire',
    'world',
    'fastify',
    '@fastify/formbody',
    'node-forge',
    'node:crypto',
    'node:fs',
    'node:http',
    'node:net',
    'node:stream',
    'node:util',
  ],
  // Implements the ports of model; emulator.ts builds it and passes it on.
  store: ['model', 'better-sqlite3', 'node:crypto', 'node:fs', 'node:path'],
  world: ['clock.ts', 'errors', 'model', 'fixtures', 'node:crypto', 'node:fs', 'node:path', 'node:util'],
  'clock.ts': [],
  'ids.ts': ['node:crypto'],
  'version.ts': ['package.json'],
  'settings.ts': ['model', 'settings-table.ts', 'node:util'],
  'settings-table.ts': ['clock.ts', 'model', 'world'],
  'emulator.ts': [
    'actions',
    'clock.ts',
    'control',
    'gateway',
    'http',
    'ids.ts',
    'model',
    'settings.ts',
    'store',
    'version.ts',
    'world',
  ],
  'index.ts': ['control', 'emulator.ts', 'gateway', 'http', 'model', 'settings.ts', 'store', 'world'],
  // Runs in users' tests, without the emulator.
  'client.ts': ['control', 'gateway', 'model', 'world'],
  'testcontainers.ts': ['client.ts', 'settings.ts', 'testcontainers', 'world'],
  // The only code that calls out. The command alone loads it.
  compare: [
    'actions',
    'clock.ts',
    'emulator.ts',
    'errors',
    'ids.ts',
    'settings.ts',
    'version.ts',
    'wire',
    'fixtures/regions.json',
    'fast-xml-parser',
    'node:fs',
    'node:http',
    'node:https',
    'node:path',
    'node:timers/promises',
    'node:util',
  ],
  'cli.ts': ['compare', 'emulator.ts', 'http', 'settings.ts', 'version.ts', 'world', 'node:readline/promises'],
}

/** The imports of a file, types included: packages by name, files by their path from src, or from the project if outside. */
const importsOf = (file: string): string[] =>
  [...sourceOf(file).matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, name = '']) => {
    if (!name.startsWith('.')) return name
    const path = relative('src', join('src', dirname(file), name))
    return path.startsWith('..') ? relative('..', path) : path
  })

/** The first cycle of a graph as a path; undefined if there is none. */
const circleOf = (graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined => {
  const done = new Set<string>()
  const walk = (node: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node]
    if (done.has(node)) return undefined
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...way, node])
      if (circle !== undefined) return circle
    }
    done.add(node)
    return undefined
  }
  for (const node of graph.keys()) {
    const circle = walk(node, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

const fileGraph = new Map(files.map(file => [file, new Set(importsOf(file).filter(name => files.includes(name)))]))

const roomGraph = new Map<string, Set<string>>()
for (const [file, names] of fileGraph) {
  const rooms = roomGraph.get(roomOf(file)) ?? new Set()
  for (const name of names) if (roomOf(name) !== roomOf(file)) rooms.add(roomOf(name))
  roomGraph.set(roomOf(file), rooms)
}

t.test('every file has only the allowed imports of its module', async t => {
  for (const file of files) {
    const room = roomOf(file)
    const allowed = mayImport[room]
    t.ok(allowed, `${room} is a room that is known`)
    for (const name of importsOf(file)) {
      const fits = roomOf(name) === room || allowed?.some(door => name === door || name.startsWith(`${door}/`))
      t.ok(fits, `${file} imports ${name}`)
    }
  }
})

t.test('files and modules have no import cycles', async t => {
  t.equal(circleOf(fileGraph)?.join(' > '), undefined)
  t.equal(circleOf(roomGraph)?.join(' > '), undefined)
})

t.test('src stays small: ten folders and ten files at the top, no file over 200 lines', async t => {
  const top = readdirSync('src')
  t.ok(top.filter(name => name.endsWith('.ts')).length <= 10)
  t.ok(top.filter(name => !name.endsWith('.ts')).length <= 10)
  for (const file of files) t.ok(sourceOf(file).split('\n').length <= 201, file)
})

t.test('time, randomness and the process are each used in one place', async t => {
  const places: readonly (readonly [what: RegExp, where: readonly string[]])[] = [
    [/\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, ['clock.ts']],
    [/\brandom(?:UUID|Bytes|Int|FillSync)\b|\bMath\.random\b/, ['ids.ts']],
    [/\bprocess\.(?:argv|env|exit|on|std|versions)/, ['cli.ts', 'version.ts']],
  ]
  for (const [what, where] of places) {
    t.same(
      files.filter(file => what.test(sourceOf(file))),
      where,
      String(what),
    )
  }
})

t.test('src uses timers only for requested waits', async t => {
  const waits = {
    'compare/command.ts': 'the pace of calls to the real service',
    'control/requests.ts': 'how long a test waits for calls',
    'control/watch.ts': 'the pace of the views that a reader asks for',
    'http/held-calls.ts': 'the delay that a fault asks for',
    'http/in-flight.ts': 'the deadline of a stop',
    'http/lingering.ts': 'how long a client may take to close',
    'http/stream.ts': 'how long a reader may take for a view',
  }
  t.same(files.filter(file => /\bset(?:Timeout|Interval)\(/.test(sourceOf(file))).sort(), Object.keys(waits))
})

t.test('only compare calls other servers, and only the command loads it', async t => {
  const callsOut = /\bfetch\(|import \{[^}]*\b(?:get|request)\b[^}]*\} from 'node:https?'/
  t.same(
    files.filter(file => callsOut.test(sourceOf(file))),
    ['client.ts', 'compare/send.ts', 'http/healthcheck.ts'],
    'the client and the health check call an emulator',
  )
  const loaders = files.filter(
    file => roomOf(file) !== 'compare' && importsOf(file).some(name => roomOf(name) === 'compare'),
  )
  t.same(loaders, ['cli.ts'])
})

t.test('the client imports no part of the emulator', async t => {
  const runtime = (file: string): string[] =>
    [...sourceOf(file).matchAll(/^(?:import|export) \{([^}]*)\} from '([^']+)'/gm)]
      .filter(([, names = '']) => !names.split(',').every(name => name.trim().startsWith('type ')))
      .map(([, , name = '']) => join(dirname(file), name))
  const brought = new Set(['client.ts'])
  for (const file of brought) for (const name of runtime(file)) brought.add(name)
  t.same([...brought].sort(), [
    'client.ts',
    'control/call.ts',
    'control/calls.ts',
    'control/data-calls.ts',
    'control/errors.ts',
    'control/over-http.ts',
    'control/resource-calls.ts',
    'control/steering-calls.ts',
  ])
})
