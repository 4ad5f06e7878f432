import t from 'tap'
import ecsActions from '../../fixtures/ecs-actions.json' with { type: 'json' }
import { answeredCode, type Contract, type ErrorRow, errorRows, findError } from '../../src/errors/index.ts'
import { started } from '../support/emulator.ts'

const rows: readonly ErrorRow[] = errorRows
const contracts: readonly Contract[] = ['2021', '2025']

t.test('every row has an error status, a text without stray spaces, and evidence', async t => {
  for (const [code, status, message, evidence] of rows) {
    t.match(code, /^\w+(?:\.\w+)*(?:#\w+)?$/, code)
    t.ok(status >= 400 && status <= 503, `${code} has status ${status}`)
    t.equal(message, message.trim(), `${code} has no space at an end`)
    t.not(message, '', `${code} has a text`)
    t.ok(Object.keys(evidence).length > 0, `${code} is answered by somebody`)
  }
})

t.test('every row belongs to actions of ECS', async t => {
  const names = ['*', ...ecsActions]
  for (const [code, , , evidence] of rows) {
    for (const key of Object.keys(evidence)) {
      const [name = '', contract, ...rest] = key.split(' ')
      t.ok(names.includes(name), `${code}: ${name}`)
      t.ok(contract === undefined || contracts.includes(contract as Contract), `${code}: ${key}`)
      t.same(rest, [])
    }
  }
})

t.test('action, contract and code identify a row', async t => {
  const keys = rows.flatMap(([code, , , evidence]) => Object.keys(evidence).map(key => `${key} ${code}`))
  t.same(
    keys.filter((key, i) => keys.indexOf(key) < i),
    [],
  )
  for (const [code, status, message, evidence] of errorRows) {
    const found = Object.keys(evidence).flatMap(key => {
      const [action = '', contract] = key.split(' ')
      return contracts
        .filter(one => contract === undefined || contract === one)
        .map(one => findError(code, action, one))
    })
    t.ok(
      found.some(known => known.status === status && known.message === message),
      `${status} ${code}: ${message}`,
    )
  }
})

t.test('a row with a word has a row of the same code and action without one', async t => {
  const keys = new Set(rows.flatMap(([code, , , evidence]) => Object.keys(evidence).map(key => `${key} ${code}`)))
  for (const [code, , , evidence] of rows.filter(([code]) => code.includes('#'))) {
    for (const key of Object.keys(evidence)) {
      const plain = answeredCode(code)
      t.ok(keys.has(`${key} ${plain}`) || keys.has(`* ${plain}`), `${key} ${code}`)
    }
  }
})

t.test('a fault returns every row of every action', async t => {
  for (const contract of contracts) {
    const { emulator, call } = started(t, { contract })
    for (const [name, status, message, evidence] of errorRows) {
      for (const key of Object.keys(evidence)) {
        const [action = '', only = contract] = key.split(' ')
        const known = findError(name, action, contract)
        const isReturned = only === contract && known.status === status && known.message === message
        if (!isReturned || action === '*') continue
        const id = emulator.faults.add({ kind: 'error', code: name, action })
        const reply = await call(action)
        emulator.faults.remove(id)
        const { Code, Message } = reply.json
        t.same([reply.status, Code, Message], [status, answeredCode(name), message.replace('{}', '')], `${key} ${name}`)
      }
    }
    const outcomes = emulator.requests.list().map(({ outcome }) => outcome)
    t.notOk(outcomes.some(outcome => outcome.includes('#')))
  }
})

t.test('a code has the text of its action and contract, or else of another action', async t => {
  const message = async (contract: Contract, action: string, code: string) => {
    const { emulator, call } = started(t, { contract })
    emulator.faults.add({ kind: 'error', code: code as 'Throttling' })
    return (await call(action)).json.Message
  }
  const encrypted = (spaces: string) => `The specified snapshot${spaces}with encrypted does not support copy.`
  const code = 'InvalidSnapshotId.EncryptedNotSupport'
  t.equal(await message('2025', 'CopySnapshot', code), encrypted(' '), 'the row of the action and the contract')
  t.equal(await message('2021', 'CopySnapshot', code), encrypted('  '), 'the row of the action')
  t.equal(await message('2025', 'DescribeRegions', code), encrypted('  '), 'the first row of the code')
  const internal = 'The request processing has failed due to some unknown error'
  t.equal(await message('2021', 'DeleteSnapshot', 'InternalError'), `${internal}.`)
  t.equal(await message('2021', 'DescribeRegions', 'InternalError'), `${internal}, exception or failure.`)
})
