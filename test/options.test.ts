import { spawnSync } from 'node:child_process'
import t from 'tap'
import { createEmulator, type EmulatorOptions } from '../src/index.ts'
import { whyTooOld } from '../src/node-version.ts'

await t.test('an option that is misspelt or out of bounds is refused by its name', async t => {
  const wrong: readonly (readonly [options: object, message: RegExp])[] = [
    [{ wrold: 'empty' }, /^The option wrold should be left out; known are host, port, /],
    [{ auth: 'strickt' }, /^The option auth should be one of strict, off\.$/],
    [{ contract: '2023' }, /^The option contract should be one of 2021, 2025\.$/],
    [{ copySeconds: 'x' }, /^The option copySeconds should be a number from 0 to 31536000\.$/],
    [{ copySeconds: -5 }, /^The option copySeconds should be a number/],
    [{ requireName: 'yes' }, /^The option requireName should be true or false\.$/],
  ]
  for (const [options, message] of wrong) {
    t.throws(() => createEmulator(options as EmulatorOptions), { name: 'RangeError', message })
  }
  const fine = createEmulator({ seed: undefined, port: 0 } as unknown as EmulatorOptions)
  await fine.close()
})

await t.test('an older Node.js is told so before SQLite ends the process', async t => {
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
  t.match(stderr, 'Error: copysnapshot-emulator needs Node.js 22.18 or newer; this is 20.20.2.')
})
