import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { linksOf } from '../support/page.ts'
import { pageSourcesAt } from '../support/web-page.ts'
import { figure } from './figures.ts'

// An empty project outside this one, so that no parent folder has packages.
const project = mkdtempSync(join(tmpdir(), 'emulator-package-'))
t.teardown(() => rmSync(project, { recursive: true }))

const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` }
const run = (cwd: string, command: string, ...args: string[]) =>
  promisify(execFile)(command, args, { cwd, env, timeout: 180_000 })

// The build output comes first, and in CI some of it also begins with a bracket.
const { stdout } = await run('.', 'npm', 'pack', '--json', '--silent', '--pack-destination', project)
const packed = JSON.parse(stdout.slice(stdout.search(/^[[{]$/m)))
const [{ filename, size, files }] = Object.values(packed) as [
  { filename: string; size: number; files: readonly { path: string }[] },
]
writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}')
await run(project, 'npm', 'install', join(project, filename))

await t.test('the package is small and contains only runtime files', async t => {
  figure('package', `${(size / 1000).toFixed(0)} kB packed (at most 1000)`)
  t.ok(size < 1_000_000, `${size} bytes`)
  const places = new Set(files.map(({ path }) => path.replace(/\/.*/, '/')))
  const documents = ['CHANGELOG.md', 'CONTRIBUTING.md', 'FIDELITY.md', 'LICENSE', 'README.md', 'README.zh-CN.md']
  t.same([...places].sort(), [...documents, 'dist/', 'docker/', 'docs/', 'fixtures/', 'package.json'])
  const sources = files.filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  t.same(sources, [])
  const installed = join(project, 'node_modules/copysnapshot-emulator/package.json')
  const { scripts, peerDependenciesMeta } = JSON.parse(readFileSync(installed, 'utf8'))
  for (const name of ['preinstall', 'install', 'postinstall']) t.equal(scripts[name], undefined, name)
  t.same(peerDependenciesMeta, { testcontainers: { optional: true } })
})

await t.test('no link of its pages is dead', async t => {
  const folder = join(project, 'node_modules/copysnapshot-emulator')
  const readable = files.map(({ path }) => path).filter(path => /^(README.*|docs\/.*|FIDELITY)\.md$/.test(path))
  t.ok(readable.length > 15)
  for (const file of readable) {
    for (const link of linksOf(readFileSync(join(folder, file), 'utf8')).filter(link => !/^(https?:|#)/.test(link))) {
      t.ok(existsSync(join(folder, dirname(file), link.replace(/#.*/, ''))), `${file}: ${link}`)
    }
  }
})

await t.test('its command runs', async t => {
  const child = spawn(join(project, 'node_modules/.bin/copysnapshot-emulator'), ['--port', '0'], { cwd: project, env })
  t.teardown(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const url = /^Ready\. (\S+)/.exec(String(line))?.[1]
  t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
  const page = await pageSourcesAt(String(url))
  t.ok(page.size > 10)
  for (const [path, { status }] of page) t.equal(status, 200, path)
  child.kill('SIGTERM')
  t.same(await once(child, 'close'), [0, null])
})

await t.test('its command refuses a Node.js that is far too old', async t => {
  const old = `delete process.getBuiltinModule
    Object.defineProperty(process.versions, 'node', { value: '18.20.0' })
    require('./node_modules/copysnapshot-emulator/dist/cli.cjs')`
  const refused = run(project, process.execPath, '-e', old)
  await t.rejects(refused, {
    code: 1,
    stdout: '',
    stderr: /^copysnapshot-emulator needs Node\.js 22\.18 or later[^\n]*\n$/,
  })
})

await t.test('it starts inside a test', async t => {
  const program = `
    import { createEmulator } from 'copysnapshot-emulator'
    await using emulator = createEmulator({ tls: 'self-signed' })
    const url = await emulator.listen()
    const ask = async path => (await fetch(url + path)).status
    console.log(await ask('/_emulator/health'), new URL(emulator.tlsUrl).protocol, await ask('/_emulator/page/main.js'))`
  writeFileSync(join(project, 'start.js'), program)
  t.equal((await run(project, process.execPath, 'start.js')).stdout, '200 https: 200\n')
})

const typed = `
import { createEmulator, type Emulator, type World } from 'copysnapshot-emulator'
import { CopySnapshotEmulatorContainer } from 'copysnapshot-emulator/testcontainers'

const world: World = { accounts: [{ id: '1' }] }
export const emulator: Emulator = createEmulator({ world, copySeconds: 0 })
export const url: Promise<string> = emulator.listen()
export const endpoint = async (): Promise<string> =>
  (await new CopySnapshotEmulatorContainer('image').withWorld(world).withSetting('copySeconds', 0).start()).getEndpoint()
// @ts-expect-error: no such setting
createEmulator({ copySecond: 0 })
// @ts-expect-error: not a number of seconds
new CopySnapshotEmulatorContainer('image').withSetting('copySeconds', 'soon')
`

await t.test('its types resolve under nodenext and under bundler', async t => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const wanted = ['testcontainers', '@types/node'].map(name => `${name}@${devDependencies[name]}`)
  await run(project, 'npm', 'install', '--ignore-scripts', ...wanted)
  writeFileSync(join(project, 'typed.ts'), typed)
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc')
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const flags = ['--module', module, '--moduleResolution', resolution, '--target', 'es2024', '--types', 'node']
    const lib = ['--lib', 'es2024,esnext.disposable', '--strict', '--exactOptionalPropertyTypes', '--noEmit']
    const result = await run(project, process.execPath, tsc, ...flags, ...lib, 'typed.ts').catch(
      (error: { stdout: string }) => error,
    )
    t.equal(result.stdout, '', resolution)
  }
})
