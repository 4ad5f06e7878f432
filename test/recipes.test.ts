import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import Ecs from '@alicloud/ecs20140526'
import t, { type Test } from 'tap'
import { connect } from '../src/client.ts'
import { createEmulator } from '../src/index.ts'
import { clientOf, signatures } from './support/ecs-client.ts'
import { encode, type Params, query, signedParams } from './support/oracle.ts'
import { goodCopy } from './support/sdk.ts'

const readme = readFileSync('README.md', 'utf8')
const section = readme.split('\n## Recipes\n')[1]?.split('\n## ')[0] as string

/** What the README says before each block of code, and the code. */
const recipes = [...section.matchAll(/([^\n]+):\n\n```js\n([\s\S]*?)```/g)].map(([, title = '', code = '']) => ({
  title,
  code,
}))

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...values: unknown[]) => Promise<void>

/** What the recipes speak of: an emulator, seen from a test, and the code under test. */
const kitchen = async (t: Test, elsewhere: boolean) => {
  const own = createEmulator({ copySeconds: 600 })
  t.teardown(() => own.close())
  const url = await own.listen()
  const client = (key = {}) => clientOf(url, signatures.V3, key)
  const unsigned: Params = (({ Signature: _, ...rest }) => rest)(signedParams({ Action: 'DescribeRegions' }))
  const text = `GET&${encode('/')}&${encode(query(unsigned))}`
  const signature = createHmac('sha1', 'testsecret').update(text).digest('base64')
  const folder = t.testdir()
  return {
    own,
    file: `${folder}/state.json`,
    names: {
      assert,
      emulator: elsewhere ? connect(url) : own,
      copy: async (more = {}, key = {}) => {
        const reply = await client(key).copySnapshot(new Ecs.CopySnapshotRequest({ ...goodCopy, ...more }))
        return reply.body?.snapshotId
      },
      status: async (id: string) => {
        const asked = { regionId: 'us-east-1', snapshotIds: JSON.stringify([id]) }
        const reply = await client().describeSnapshots(new Ecs.DescribeSnapshotsRequest(asked))
        return reply.body?.snapshots?.snapshot?.[0]?.status
      },
      writeFile: async (name: string, text: string) => writeFileSync(`${folder}/${name}`, text),
      requestUrl: `/?${query({ ...unsigned, Signature: signature })}`,
    },
  }
}

await t.test('there is a recipe for each of these', async t => {
  t.match(
    recipes.map(({ title }) => title),
    [
      /^Refuse with every error/,
      /^A copy that takes ten minutes .* in a millisecond/,
      /^Throttle twice, then succeed/,
      /^The copy is made, its answer is lost/,
      /^My code called CopySnapshot once, with this tag/,
      /^Tests that run at the same time share one emulator/,
      /^Attach a state to a bug/,
      /^Why is my signature wrong/,
    ],
  )
})

for (const elsewhere of [false, true]) {
  for (const { title, code } of recipes) {
    await t.test(`${title} (${elsewhere ? 'by the client' : 'in process'})`, async t => {
      const { own, file, names } = await kitchen(t, elsewhere)
      await new AsyncFunction(...Object.keys(names), code)(...Object.values(names))
      if (!code.includes('state.json')) return
      await using again = createEmulator({ world: file })
      t.same(again.state.export(), own.state.export())
    })
  }
}

await t.test('the client connects as it is printed', async t => {
  const block = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].find(([, code]) =>
    code?.includes('/client'),
  ) as RegExpExecArray
  const own = createEmulator()
  t.teardown(() => own.close())
  const url = await own.listen()
  const code = (block[1] as string).replace(/^import.*$/m, '').replace('http://127.0.0.1:8014', url)
  await new AsyncFunction('connect', 'check', `${code}; await check(emulator)`)(connect, async (emulator: typeof own) =>
    t.equal((await emulator.accounts.list()).length, 4),
  )
})
