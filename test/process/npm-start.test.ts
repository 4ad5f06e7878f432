import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { environment } from '../support/process.ts'

/** Starts the emulator with the npm at hand, in a process group of its own. Resolves to npm and the URL. */
const npmStart = async (t: Test) => {
  const npm = spawn('npm', ['start', '--', '--port', '0'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  const group = -(npm.pid as number)
  t.teardown(() => {
    try {
      process.kill(group, 'SIGKILL')
    } catch {
      // Nothing of the group is left, as it should be.
    }
  })
  let text = ''
  for await (const chunk of npm.stdout) {
    text += chunk
    if (/^Ready\. .*\n/m.test(text)) break
  }
  return { npm, group, url: /^Ready\. (\S+)/m.exec(text)?.[1] as string }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  await t.test(`${signal} to npm start leaves nothing on the port`, async t => {
    const { npm, url } = await npmStart(t)
    t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
    npm.kill(signal)
    t.same(await once(npm, 'exit'), [0, null])
    await t.rejects(fetch(url))
  })
}

await t.test('SIGHUP to the process group of npm start leaves nothing on the port', async t => {
  const { npm, group, url } = await npmStart(t)
  process.kill(group, 'SIGHUP')
  await once(npm, 'close')
  await t.rejects(fetch(url))
})
