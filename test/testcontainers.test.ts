import { writeFileSync } from 'node:fs'
import t from 'tap'
import { CopySnapshotEmulatorContainer } from '../src/testcontainers.ts'
import { containerEngine } from './support/container-engine.ts'
import { emulatorFor } from './support/emulator.ts'

const emulator = emulatorFor(t)
const port = Number(new URL(await emulator.listen()).port)
const engine = await containerEngine(t, port)
process.env.DOCKER_HOST = engine.url
process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'

await t.test('a container starts from an image and returns its address', async t => {
  const started = await new CopySnapshotEmulatorContainer('my-emulator:1').start()
  const { create } = engine.asked()
  t.equal(create.Image, 'my-emulator:1')
  t.same(create.ExposedPorts, { '8014/tcp': {} })
  t.equal(create.Env, undefined)
  t.equal(started.getUrl(), `http://127.0.0.1:${port}`)
  t.equal(started.getEndpoint(), `127.0.0.1:${port}`)
  t.equal(started.getNetworkEndpoint('emulator'), 'emulator:8014')
  t.equal(started.getAccessKeyId(), 'testid')
  t.equal(started.getAccessKeySecret(), 'testsecret')
  t.same(await started.client().clock.now(), emulator.clock.now())
  await started.stop()
})

await t.test('settings reach the container through its environment; getters return the key', async t => {
  const container = new CopySnapshotEmulatorContainer('my-emulator:1')
    .withSetting('copySeconds', 0)
    .withSetting('world', ['default', 'empty'])
    .withSetting('requireName', true)
    .withSetting('accessKeyId', 'mine')
    .withSetting('accessKeySecret', 'own secret')
  const started = await container.start()
  t.same(engine.asked().create.Env, [
    'EMULATOR_COPY_SECONDS=0',
    'EMULATOR_WORLD=default,empty',
    'EMULATOR_REQUIRE_NAME=true',
    'EMULATOR_ACCESS_KEY_ID=mine',
    'EMULATOR_ACCESS_KEY_SECRET=own secret',
  ])
  t.equal(started.getAccessKeyId(), 'mine')
  t.equal(started.getAccessKeySecret(), 'own secret')
})

await t.test("the client sends the container's control token", async t => {
  const guarded = emulatorFor(t, { controlToken: 'open sesame' })
  const other = await containerEngine(t, Number(new URL(await guarded.listen()).port))
  t.teardown(() => Object.assign(process.env, { DOCKER_HOST: engine.url }))
  process.env.DOCKER_HOST = other.url
  const started = await new CopySnapshotEmulatorContainer('my-emulator:1')
    .withSetting('controlToken', 'open sesame')
    .start()
  t.same(await started.client().clock.now(), guarded.clock.now())
})

await t.test('worlds are copied in order into the folder of worlds, readable by every user', async t => {
  const file = `${t.testdir()}/team.json`
  writeFileSync(file, '{"accounts":[{"id":"2"}]}')
  const container = new CopySnapshotEmulatorContainer('my-emulator:1')
    .withWorld({ accounts: [{ id: '1' }] })
    .withWorld(file)
  await container.start()
  const { archive } = engine.asked()
  const entries = [...archive.matchAll(/(worlds\/\d+\.json)\0+(\d{6} )\0?/g)].map(([, name, mode]) => [name, mode])
  t.same(entries.sort(), [
    ['worlds/0001.json', '000644 '],
    ['worlds/0002.json', '000644 '],
  ])
  t.match(archive, '{"accounts":[{"id":"1"}]}')
  t.match(archive, '{"accounts":[{"id":"2"}]}')
})
