import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import Ecs from '@alicloud/ecs20140526'
import t, { type Test } from 'tap'
import { connect } from '../../src/client.ts'
import { createEmulator } from '../../src/index.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { encode, type Params, query, signedParams } from '../support/oracle.ts'
import { sectionOf } from '../support/page.ts'
import { goodCopy } from '../support/sdk.ts'
import { runSnippet } from '../support/snippet.ts'

const { blocks, prose } = sectionOf(0, 'Recipes')

/** The paragraphs before the blocks, without the introduction. */
const titles = prose
  .split('\n\n')
  .map(text => text.trim())
  .filter(text => text !== '')
  .slice(1)
const recipes = blocks.map(({ code }, index) => ({ title: titles[index], code }))

/** The names that the recipes use: an emulator, helpers of a test, and the code under test. */
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

await t.test('the recipes cover these topics', async t => {
  t.match(titles, [
    /^Refuse with any error/,
    /^A copy that takes ten minutes .* in a millisecond/,
    /^Throttle twice, then succeed/,
    /^The copy is made, its answer is lost/,
    /^My code called CopySnapshot once, with this tag/,
    /^Tests that run at the same time share one emulator/,
    /^Attach a state to a bug/,
    /^Why is my signature wrong/,
  ])
  t.equal(titles.length, blocks.length)
})

for (const elsewhere of [false, true]) {
  for (const { title, code } of recipes) {
    await t.test(`${title} (${elsewhere ? 'by the client' : 'in process'})`, async t => {
      const { own, file, names } = await kitchen(t, elsewhere)
      await runSnippet(code, names)
      if (!code.includes('state.json')) return
      await using again = createEmulator({ world: file })
      t.same(again.state.export(), own.state.export())
    })
  }
}
