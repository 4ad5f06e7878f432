import t from 'tap'
import { actions } from '../../src/actions/index.ts'
import { started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkRefusal } from '../support/refusals.ts'
import { restoreCalls, restoreWorld } from '../support/restore-world.ts'

const names = actions.map(({ name }) => name)

t.test('a RAM user is denied each action by its name', async t => {
  for (const name of names) {
    const keys = [{ id: 'user-key', secret: 'secret' }]
    const ramUsers = [{ name: 'user', keys, denied: [`ecs:${name}`] }]
    const [owner, ...others] = restoreWorld.accounts ?? []
    const accounts = [{ ...(owner as NonNullable<typeof owner>), ramUsers }, ...others]
    const { call } = started(t, { world: { ...restoreWorld, accounts } })
    const as = { id: 'user-key', secret: 'secret' }
    checkRefusal(t, await call(name, restoreCalls[name] as Params, { as }), '403 Forbidden.RAM')
    const other = name === 'DescribeRegions' ? 'DescribeZones' : 'DescribeRegions'
    t.equal((await call(other, restoreCalls[other] as Params, { as })).status, 200, `${name} denies no other`)
  }
})

t.test('the calls of one account neither see nor change what another has', async t => {
  const { call, emulator } = started(t, { world: restoreWorld })
  const { id, keys } = emulator.accounts.create()
  const [key] = keys as [{ id: string; secret: string }]
  const before = emulator.state.export()
  for (const name of names) {
    const { status, json } = await call(name, restoreCalls[name] as Params, { as: key })
    const lists = /^(?:Describe|List)/.test(name) || name === 'CreateDisk'
    t.equal(status === 200, lists && !/ListTagResources/.test(name), `${name}: ${json.Code}`)
    const texts = JSON.stringify(json)
    for (const theirs of ['i-web', 'd-free', 'm-plain', 's-system']) t.notMatch(texts, `"${theirs}"`)
  }
  for (const { account, id: diskId } of emulator.disks.list({ account: id })) emulator.disks.delete(account, diskId)
  t.same(emulator.state.export(), before)
})

t.test('two accounts can have resources with the same ids', async t => {
  const { emulator } = started(t)
  emulator.images.create({ id: 'm-1', account: '1000000000000001', region: 'cn-hangzhou' })
  const { id } = emulator.accounts.create({ world: emulator.state.export() })
  for (const room of ['disks', 'images', 'instances'] as const) {
    const [theirs] = emulator[room].list({ account: '1000000000000001' })
    t.match(emulator[room].get(id, theirs?.id ?? ''), { id: theirs?.id, account: id })
  }
})
