import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import t from 'tap'
import { goodCopy } from '../support/emulator.ts'
import { call } from './calls.ts'
import { docker, runImage } from './docker.ts'
import { figure } from './figures.ts'

const hard: Readonly<Record<string, readonly string[]>> = {
  'without any flag': [],
  'as any user': ['--user', '12345:54321'],
  'with nothing to write to': ['--read-only'],
  'without any capability': ['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
}

for (const [how, flags] of Object.entries(hard)) {
  await t.test(`it copies ${how}`, async t => {
    const container = await runImage(t, flags)
    t.equal(await container.health(), 'healthy')
    t.match(await call(await container.address(), 'CopySnapshot', goodCopy), { status: 200, SnapshotId: /^s-/ })
    const uid = how === 'as any user' ? '12345' : '1000'
    t.equal(await container.node("console.log(/Uid:\\t(\\d+)/.exec(fs.readFileSync('/proc/1/status'))[1])"), uid)
  })
}

await t.test('it is ready without a network, and under all restrictions at once', async t => {
  for (const flags of [
    ['--network', 'none'],
    ['--network', 'none', ...Object.values(hard).flat()],
  ]) {
    t.equal(await (await runImage(t, flags)).health(), 'healthy', flags.join(' '))
  }
})

await t.test('the health check uses the settings of the environment', async t => {
  const container = await runImage(t, ['--env', 'EMULATOR_PORT=9000', '--env', 'EMULATOR_HOST=127.0.0.1'])
  t.equal(await container.health(), 'healthy')
})

await t.test('it is healthy quickly, small at rest and stops at once', async t => {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const start = performance.now()
    const container = await runImage(t)
    t.equal(await container.health(), 'healthy')
    times.push((performance.now() - start) / 1000)
    if (i < 2) continue
    const status = await container.node("console.log(/VmRSS:\\s+(\\d+)/.exec(fs.readFileSync('/proc/1/status'))[1])")
    const resident = Number(status) / 1024
    const stop = performance.now()
    await docker('stop', container.id)
    const stopped = (performance.now() - stop) / 1000
    t.equal(await container.ended(), 0)
    const healthy = times.toSorted((a, b) => a - b)[1] as number
    figure('time to healthy', `${healthy.toFixed(2)} s from docker run (goal 2)`)
    figure('memory at rest', `${resident.toFixed(1)} MB resident (goal 80)`)
    figure('time to stop', `${stopped.toFixed(2)} s (goal 1)`)
    t.ok(healthy < 10, `healthy after ${healthy} s`)
    t.ok(resident < 400, `${resident} MB`)
    t.ok(stopped < 5, `stopped after ${stopped} s`)
  }
})

await t.test('its ready line names no address, since it does not know its own', async t => {
  const container = await runImage(t, ['--env', 'EMULATOR_LOG_LEVEL=silent', '--env', 'EMULATOR_CONTROL_TOKEN=x'])
  t.equal(await container.health(), 'healthy')
  t.equal(await container.logs(), 'Ready. Port 8014 on all addresses.\n')
})

await t.test('worlds mounted at /worlds are loaded before it is ready', async t => {
  const snapshot = { account: '1000000000000001', region: 'cn-beijing' }
  const folder = t.testdir({
    '2.json': JSON.stringify({ snapshots: [{ ...snapshot, account: '2', id: 's-of-the-second' }] }),
    '1.json': JSON.stringify({
      accounts: [{ id: '2' }],
      snapshots: [{ ...snapshot, id: 's-mounted' }],
    }),
  })
  const container = await runImage(t, ['--volume', `${folder}:/worlds:ro`])
  t.equal(await container.health(), 'healthy')
  const address = await container.address()
  t.match(await call(address, 'DescribeSnapshots', { RegionId: 'cn-beijing' }), {
    Snapshots: { Snapshot: [{ SnapshotId: 's-mounted' }] },
  })
  t.equal((await call(address, 'CopySnapshot', goodCopy)).status, 200, 'beside the default world')
})

await t.test('an invalid world ends it with exit 1 and the name of its file', async t => {
  const bad: Readonly<Record<string, (file: string) => void>> = {
    'broken.json': file => writeFileSync(file, '{"snapshots":'),
    'secret.json': file => chmodSync(file, 0o600),
  }
  for (const [name, spoil] of Object.entries(bad)) {
    const folder = t.testdir({ 'a.json': '{}', [name]: '{}' })
    spoil(`${folder}/${name}`)
    const container = await runImage(t, ['--user', '12345', '--volume', `${folder}:/worlds:ro`])
    t.equal(await container.ended(), 1)
    t.match(await container.logs(), new RegExp(`^The world /worlds/${name} cannot be loaded: .*\\.\n$`))
  }
})

await t.test('a wrong setting ends it with exit 2 and one sentence', async t => {
  const container = await runImage(t, ['--env', 'EMULATOR_AUTH=maybe'])
  t.equal(await container.ended(), 2)
  t.equal(await container.logs(), 'EMULATOR_AUTH should be one of strict, off, not "maybe".\n')
})

await t.test('it also accepts flags, and serves https beside http', async t => {
  const flags = ['--publish', '127.0.0.1::8443', '--read-only']
  const container = await runImage(t, flags, ['--tls', 'self-signed', '--tls-name', 'emulator'])
  t.equal(await container.health(), 'healthy')
  const ca = await (await fetch(`http://${await container.address()}/_emulator/tls.pem`)).text()
  for (const servername of ['emulator', 'localhost']) {
    const request = get({
      host: '127.0.0.1',
      port: (await container.address(8443)).split(':')[1],
      ca,
      servername,
      agent: false,
    })
    const [response] = await once(request, 'response')
    response.resume()
    t.equal(response.headers.server, undefined)
    t.equal(response.statusCode, 400)
  }
})
