import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import t from 'tap'

/** Compose, as a plugin of docker or as a separate command. */
const [command = '', ...first] =
  spawnSync('docker', ['compose', 'version']).status === 0 ? ['docker', 'compose'] : ['docker-compose']

await t.test('compose starts the client once the emulator is healthy with its world', async t => {
  const project = `emulator-test-${randomUUID().slice(0, 8)}`
  const compose = (...args: string[]) =>
    promisify(execFile)(command, [...first, '-p', project, '-f', 'docker/compose.yaml', ...args], { timeout: 120_000 })
  t.teardown(() => compose('down', '--volumes'))
  const { stdout } = await compose('up', '--no-build', '--exit-code-from', 'client')
  t.match(stdout, /client.*s-0xi[a-z0-9]{17} accomplished/)
})
