import { spawnSync } from 'node:child_process'
import t from 'tap'
import { whyTooOld } from '../src/version.ts'

await t.test('an older Node.js is refused with a message before SQLite ends the process', async t => {
  for (const [version, isTooOld] of [
    ['20.20.2', true],
    ['22.17.1', true],
    ['22.18.0', false],
    ['24.0.0', false],
  ] as const) {
    t.equal(whyTooOld(version) !== undefined, isTooOld, version)
  }
  const old = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })"
  const script = `${old}; const { createEmulator } = await import('./src/index.ts'); createEmulator()`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  t.equal(status, 1)
  t.match(stderr, 'Error: copysnapshot-emulator needs Node.js 22.18 or later; this is 20.20.2.')
})
