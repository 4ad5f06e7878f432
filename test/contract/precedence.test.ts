import t from 'tap'
import { doors, emulatorFor, goodCopy, started, testTime } from '../support/emulator.ts'
import { type Credentials, type Params, query, signedParams, testid } from '../support/oracle.ts'

/** A call before it is signed. */
interface Draft {
  readonly params: Params
  readonly as: Credentials
  readonly now: number
  readonly nonce: string
  /** What is left out once it is signed, and what is added as it stands. */
  readonly without: readonly string[]
  readonly suffix: string
}

interface Fault {
  readonly what: string
  /** What it changes. */
  readonly make: (draft: Draft) => Partial<Draft>
  readonly code: string
  readonly message?: string
}

const missing = (name: string): string =>
  `The input parameter "${name}" that is mandatory for processing this request is not supplied.`

/** In the order in which the gateway notices them. */
const gatewayFaults: readonly Fault[] = [
  { what: 'bytes that do not decode', make: d => ({ suffix: `${d.suffix}&x=%zz` }), code: 'InvalidParameter.Format' },
  {
    what: 'a parameter twice',
    make: d => ({ suffix: `${d.suffix}&RegionId=cn-beijing` }),
    code: 'InvalidParameter',
    message: 'The specified parameter "RegionId" is not valid.',
  },
  {
    what: 'no Action',
    make: d => ({ without: [...d.without, 'Action'] }),
    code: 'MissingParameter',
    message: missing('Action'),
  },
  {
    what: 'no Version',
    make: d => ({ without: [...d.without, 'Version'] }),
    code: 'MissingParameter',
    message: missing('Version'),
  },
  {
    what: 'an API that does not exist',
    make: d => ({ params: { ...d.params, Action: 'CopySnapshots', Version: '2014-05-27' } }),
    code: 'InvalidAction.NotFound',
  },
  {
    what: 'a signature method that is not supported',
    make: d => ({ params: { ...d.params, SignatureMethod: 'HMAC-SHA256' } }),
    code: 'InvalidSignatureMethod',
  },
  {
    what: 'an unknown access key',
    make: d => ({ as: { ...d.as, id: 'nobody' } }),
    code: 'InvalidAccessKeyId.NotFound',
  },
  {
    what: 'a foreign token',
    make: d => ({ params: { ...d.params, SecurityToken: 'foreign' } }),
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
  },
  {
    what: 'a timestamp that is too old',
    make: d => ({ now: d.now - 15 * 60_000 - 1000 }),
    code: 'InvalidTimeStamp.Expired',
  },
  {
    what: 'a wrong signature',
    make: d => ({ as: { ...d.as, secret: 'wrong' } }),
    code: 'SignatureDoesNotMatch',
  },
  { what: 'a nonce that was used', make: () => ({ nonce: 'used' }), code: 'SignatureNonceUsed' },
  {
    what: 'a missing parameter',
    make: d => ({ params: { ...d.params, SnapshotId: '' } }),
    code: 'MissingParameter',
    message: missing('SnapshotId'),
  },
  {
    what: 'a broken rule',
    make: d => ({ params: { ...d.params, DestinationRegionId: 'cn-chengdu' } }),
    code: 'InvalidOperation.NotSupportCopyInSameRegion',
  },
]

let nonces = 0

const urlOf = (faults: readonly Fault[]): string => {
  const sound: Draft = {
    params: { Action: 'CopySnapshot', ...goodCopy },
    as: testid,
    now: testTime,
    nonce: `fresh-${++nonces}`,
    without: [],
    suffix: '',
  }
  let draft = sound
  for (const { make } of faults) draft = { ...draft, ...make(draft) }
  const sent = Object.entries(signedParams(draft.params, draft)).filter(([name]) => !draft.without.includes(name))
  return `/?${query(Object.fromEntries(sent))}${draft.suffix}`
}

for (const door of doors) {
  t.test(`of two faults the gateway names the earlier one, ${door.name}`, async t => {
    const send = await door.open(emulatorFor(t))
    const outcome = async (...faults: readonly Fault[]) => {
      const { status, body } = await send({ url: urlOf(faults) })
      const { Code, Message } = JSON.parse(body)
      return { status, Code, Message }
    }
    const used = gatewayFaults.find(fault => fault.code === 'SignatureNonceUsed') as Fault
    t.equal((await outcome(used)).status, 200, 'the nonce is used')
    for (const [i, first] of gatewayFaults.entries()) {
      const { code, message } = first
      const wanted = { Code: code, ...(message !== undefined && { Message: message }) }
      t.match(await outcome(first), wanted, first.what)
      for (const second of gatewayFaults.slice(i + 1)) {
        t.match(await outcome(first, second), wanted, `${first.what} before ${second.what}`)
      }
    }
    t.equal((await outcome()).status, 200, 'without a fault the call succeeds')
  })
}

t.test('an unknown access key is noticed before its token, a disabled one too', async t => {
  const { call } = started(t)
  const code = async (id: string, token: string) =>
    (await call('CopySnapshot', goodCopy, { as: { id, secret: 'testsecret', token } })).json.Code
  t.equal(await code('nobody', 'foreign'), 'InvalidAccessKeyId.NotFound')
  t.equal(await code('testid-inactive', 'foreign'), 'InvalidAccessKeyId.Inactive')
})

t.test('a nonce is used up by a call that was refused after its signature, and by no other', async t => {
  const { call } = started(t)
  const code = async (params: Record<string, string>, nonce: string, as = testid) =>
    (await call('CopySnapshot', { ...goodCopy, ...params }, { nonce, as })).json.Code
  const wrong = { id: 'testid', secret: 'wrong' }
  t.equal(await code({}, 'n1', wrong), 'SignatureDoesNotMatch')
  t.equal(await code({}, 'n1'), undefined, 'a wrong signature had not used it up')
  t.equal(await code({}, 'n1', wrong), 'SignatureDoesNotMatch')
  t.equal(await code({}, 'n1'), 'SignatureNonceUsed')
  t.equal(await code({ SnapshotId: '' }, 'n2'), 'MissingParameter')
  t.equal(await code({}, 'n2'), 'SignatureNonceUsed')
})
