import { readFileSync } from 'node:fs'
import t from 'tap'
import { compareMembers, differences, reportOf } from './compare.ts'
import { type Client, clients } from './data.ts'
import { mistakesInData } from './mistakes.ts'
import { shaped } from './shapes.ts'

t.test('the stories fit the clients, and each n/a has a reason', async t => {
  t.same(mistakesInData(), [])
})

t.test('the kept results are those of the pinned clients, without a failure', async t => {
  const results = JSON.parse(readFileSync('test/clients/results.json', 'utf8'))
  t.same(
    results.map(({ id, client, version, failed }: Record<string, unknown>) => ({ id, client, version, failed })),
    clients.map(({ id, package: client, version }) => ({ id, client, version, failed: 0 })),
  )
})

t.test('a difference from an expectation is found', async t => {
  const found = { Name: 'a', Size: '40', List: [{ Key: 'x', Value: '' }], Id: 's-0xi1' }
  t.same(differences({ Size: 40, List: [{ Key: 'x' }], Id: '/^s-0xi/' }, found), [])
  t.same(differences({ Name: 'b' }, found), ['Name is "a", not "b"'])
  t.same(differences({ Gone: 'b' }, found), ['Gone is undefined, not "b"'])
  t.same(differences({ List: [] }, found), ['List has 1 entries, not 0'])
  t.same(differences({ Id: '/^m-/' }, found), ['Id is "s-0xi1", not "/^m-/"'])
  t.same(differences({ List: [{ Key: 'x' }], None: [] }, { List: { Key: 'x' }, None: '' }), [], 'lists of XML')
})

t.test('a typed answer is compared with what was sent, member by member', async t => {
  const sent = { Id: 's', Size: 40, List: { Item: [{ Key: 'x', New: 1 }] } }
  t.same(
    compareMembers(sent, {
      Id: 's',
      Size: '40',
      List: { Item: [{ Key: 'x' }] },
      Empty: [],
      No: null,
      Deep: { In: [] },
    }),
    {
      lost: ['List.Item.New'],
      wrong: [],
    },
  )
  t.same(compareMembers(sent, { Id: 't', Size: 40, List: { Item: [] }, More: 1 }).wrong, [
    'More was not sent',
    'Id is "t", not "s"',
    'List.Item has 0 of 1 entries',
  ])
})

t.test('what the classes of a client cannot tell is taken from what was sent', async t => {
  const sent = { Size: 0, Tags: { Tag: [{ Key: 'x' }] }, Ids: { Id: ['a'] } }
  const as = (client: Partial<Client>, found: object) => shaped(client as Client, sent, found)
  const bare = { Size: 0, Tags: [{ Key: 'x' }], Ids: ['a'] }
  t.same(as({ bareLists: true }, bare), sent)
  t.same(as({}, bare), bare)
  const zeroes = { ...sent, Tags: { Tag: [{ Key: 'x', Value: '' }] }, No: false, Inner: { Count: 0, List: null } }
  t.same(as({ zeroes: true }, zeroes), sent)
  t.same(as({}, zeroes), zeroes)
  t.same(as({ zeroes: true }, { Size: 0, More: 1 }), { Size: 0, More: 1 }, 'a value is kept')
})

t.test('a refusal is expected as the client reports it', async t => {
  const reports = {
    class: { client: 'C', server: 'S', throttling: 'T' },
    code: '{code}',
    status: null,
    message: '{status} {quoted} {requestId}',
  } as const
  const client = { reports } as unknown as Client
  const report = (status: number, code: string, message: string) =>
    reportOf(client, { status, code, message }, { requestId: 'R' })
  t.same(report(403, 'No', "a's"), { class: 'C', code: 'No', status: null, message: `403 "a's" R` })
  t.match(report(503, 'No', 'a'), { class: 'S', message: "503 'a' R" })
  t.match(report(400, 'Throttling.User', ''), { class: 'T' })
  t.match(
    reportOf(
      { reports: { ...reports, class: '{code}Error' } } as unknown as Client,
      { status: 400, code: 'No', message: '' },
      {},
    ),
    {
      class: 'NoError',
    },
  )
})
