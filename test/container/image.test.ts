import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { pageSourcesAt } from '../support/web-page.ts'
import { docker, image, runImage } from './docker.ts'
import { figure } from './figures.ts'

const base = 'node:24-bookworm-slim'

/** The layer sizes of an image in bytes, newest first. */
const layers = async (name: string): Promise<number[]> =>
  (await docker('history', '--human=false', '--format', '{{.Size}}', name)).split('\n').map(Number)

await t.test('the image adds at most 8 MB to its base', async t => {
  const all = await layers(image)
  const own = all.slice(0, all.length - (await layers(base)).length)
  const added = own.reduce((sum, size) => sum + size, 0) / 1e6
  figure('size added', `${added.toFixed(2)} MB (at most 8)`)
  t.ok(added > 1 && added <= 8, `${added} MB`)
})

await t.test('the image has its labels and run configuration', async t => {
  const [{ Config: config }] = JSON.parse(await docker('image', 'inspect', image))
  const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'))
  t.match(config.User, /^[1-9]\d*:[1-9]\d*$/, 'a number, and not root')
  t.ok(config.Env.includes('EMULATOR_HOST=0.0.0.0'))
  t.same(Object.keys(config.ExposedPorts), ['8014/tcp', '8443/tcp'])
  t.notOk(config.Volumes)
  t.same(config.Entrypoint, ['node', '/app/cli.cjs'])
  t.same(config.Healthcheck, {
    Test: ['CMD', 'node', '/app/cli.cjs', 'healthcheck'],
    Interval: 1e9,
    Timeout: 3e9,
    Retries: 10,
  })
  t.match(config.Labels, {
    'org.opencontainers.image.title': 'copysnapshot-emulator',
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.licenses': license,
  })
})

await t.test('it contains one program, one native binary and the licence of everything in them', async t => {
  const container = await runImage(t)
  const list = "console.log(JSON.stringify(fs.readdirSync('/app', { recursive: true })))"
  const files: string[] = JSON.parse(await container.node(list))
  t.same(
    files.filter(name => name.endsWith('.ts')),
    [],
  )
  t.equal(files.filter(name => name.endsWith('.node')).length, 1)
  t.same(
    files.filter(name => name.startsWith('node_modules/') && !name.includes('/better-sqlite3')),
    [],
  )
  t.equal(await docker('exec', container.id, 'cat', '/app/LICENSE'), readFileSync('LICENSE', 'utf8').trim())
  const notices = (await docker('exec', container.id, 'cat', '/app/cli/LICENSES.txt')).split(/^-{80}$/m)
  t.ok(notices.length > 30)
  for (const notice of notices)
    t.match(notice.trim(), /^\S+ [\d.]+ \(.*\)\n\n[\s\S]*copyright[\s\S]*(?:permi|redistribut)/i)
})

await t.test('it serves the page', async t => {
  const container = await runImage(t)
  t.equal(await container.health(), 'healthy')
  const page = await pageSourcesAt(`http://${await container.address()}`)
  t.ok(page.size > 10)
  for (const [path, { status }] of page) t.equal(status, 200, path)
})

await t.test('docker exec finds the command', async t => {
  const container = await runImage(t)
  t.equal(await container.health(), 'healthy')
  t.equal(await docker('exec', container.id, 'copysnapshot-emulator', 'healthcheck'), '')
  t.match(await docker('exec', container.id, 'copysnapshot-emulator', '--version'), /^\d+\.\d+\.\d+$/)
})

/** The binaries in an image, each with the machine of its ELF header. */
const binariesOf = async (t: Test, name: string) => {
  const id = await docker('create', name)
  t.teardown(() => docker('rm', id))
  const folder = t.testdir()
  await docker('cp', `${id}:/app/node_modules/better-sqlite3/prebuilds`, folder)
  return readdirSync(`${folder}/prebuilds`).map(file => {
    const header = readFileSync(`${folder}/prebuilds/${file}`)
    t.equal(header.toString('latin1', 0, 4), '\x7fELF')
    return [file, header.readUInt16LE(18)]
  })
}

/** e_machine of the ELF specification. */
const aarch64 = 183

await t.test('the arm64 image has an arm64 binary', async t => {
  const tag = `${image}:test-arm64`
  await docker('build', '--quiet', '--build-arg', 'TARGETARCH=arm64', '--tag', tag, '.')
  t.teardown(() => docker('rmi', '--no-prune', tag))
  t.same(await binariesOf(t, tag), [['linux-arm64.node', aarch64]])
  figure('arm64', 'its binary is an aarch64 ELF; it was not run')
})
