import t from 'tap'
import { copied } from '../support/copies.ts'
import { goodCopy, started, testTime } from '../support/emulator.ts'
import { acs3Headers, type Params } from '../support/oracle.ts'
import { checkRefusal } from '../support/refusals.ts'

const tooMany = '400 InvalidTagCount'
const badKey = '400 InvalidTagKey.Malformed'
const badValue = '400 InvalidTagValue.Malformed'
const duplicate = '400 Duplicate.TagKey'

const emoji = '\u{1f600}'
const numbered = (first: number, last: number): Params =>
  Object.fromEntries(
    Array.from({ length: last - first + 1 }, (_, i) => [
      [`Tag.${first + i}.Key`, `key-${first + i}`],
      [`Tag.${first + i}.Value`, `value-${first + i}`],
    ]).flat(),
  )

/** The tags of a copy as DescribeSnapshots returns them. */
type Tags = Readonly<Record<string, string>>

const taken: readonly (readonly [what: string, params: Params, tags: Tags])[] = [
  ['no tags', {}, {}],
  ['one tag', { 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' }, { k: 'v' }],
  [
    'twenty tags, the tenth not before the second',
    numbered(1, 20),
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key-${i + 1}`, `value-${i + 1}`])),
  ],
  ['gaps in N', { ...numbered(20, 20), ...numbered(3, 3) }, { 'key-3': 'value-3', 'key-20': 'value-20' }],
  ['an empty value', { 'Tag.1.Key': 'k', 'Tag.1.Value': '' }, { k: '' }],
  ['no value', { 'Tag.1.Key': 'k' }, { k: '' }],
  [
    'one value for two keys',
    { ...numbered(1, 1), 'Tag.2.Key': 'k', 'Tag.2.Value': 'value-1' },
    { 'key-1': 'value-1', k: 'value-1' },
  ],
  ['a bare Tag.N', { 'Tag.1': 'k', 'Tag.2': '', 'Tag.21': 'k' }, {}],
  ['a bare Tag.N beside a tag', { 'Tag.1': 'x', 'Tag.1.Key': 'k' }, { k: '' }],
  ['fields that tags do not have', { 'Tag.1.Colour': 'red', 'Tag.21.Colour': 'red', 'Tag.x.Key': 'k' }, {}],
  ['a key of one character', { 'Tag.1.Key': '1' }, { 1: '' }],
  ['spaces, punctuation and markup', { 'Tag.1.Key': ' a:/<&\'"+', 'Tag.1.Value': ' %2B ' }, { ' a:/<&\'"+': ' %2B ' }],
]

/** Texts that are used as keys and as values. */
const goodTexts: readonly (readonly [what: string, text: string])[] = [
  ['127 characters', 'a'.repeat(127)],
  ['128 characters', 'a'.repeat(128)],
  ['128 characters of 256 UTF-16 units', emoji.repeat(128)],
  ['128 Chinese characters', '标'.repeat(128)],
  ['the word acs', 'acs'],
  ['acs: later on', 'my-acs:k'],
  ['aliyun later on', 'my-aliyun'],
  ['the beginning of aliyun', 'aliyu'],
  ['http: and one slash', 'http:/k'],
  ['the word https', 'https'],
]

const badTexts: readonly (readonly [what: string, text: string])[] = [
  ['129 characters', 'a'.repeat(129)],
  ['129 characters of 258 UTF-16 units', emoji.repeat(129)],
  ['aliyun alone', 'aliyun'],
  ['aliyun first', 'aliyunk'],
  ['acs: alone', 'acs:'],
  ['acs: first', 'acs:k'],
  ['http:// first', 'http://k'],
  ['http:// inside', 'k-http://k'],
  ['http:// at the end', 'khttp://'],
  ['https:// first', 'https://k'],
  ['https:// inside', 'k-https://k'],
]

const refused: readonly (readonly [what: string, params: Params, expected: string])[] = [
  ['twenty-one tags', numbered(1, 21), tooMany],
  ['N of 21', numbered(21, 21), tooMany],
  ['N of 21 with a value alone', { 'Tag.21.Value': 'v' }, tooMany],
  ['N of 0', numbered(0, 0), tooMany],
  ['N beyond every integer', { 'Tag.99999999999999999999.Key': 'k' }, tooMany],
  ['an empty key', { 'Tag.1.Key': '' }, badKey],
  ['an empty key with a value', { 'Tag.1.Key': '', 'Tag.1.Value': 'v' }, badKey],
  ['a value without a key', { 'Tag.1.Value': 'v' }, badKey],
  ['an empty value without a key', { 'Tag.1.Value': '' }, badKey],
  ['a value without a key beside a tag', { ...numbered(1, 1), 'Tag.2.Value': 'v' }, badKey],
  ['a bad tag after a good one', { ...numbered(1, 1), 'Tag.2.Key': 'acs:k' }, badKey],
  ['one key twice', { 'Tag.1.Key': 'k', 'Tag.2.Key': 'k' }, duplicate],
  ['one key twice, far apart', { ...numbered(1, 20), 'Tag.20.Key': 'key-1' }, duplicate],
  ['one tag twice', { 'Tag.1.Key': 'k', 'Tag.1.Value': 'v', 'Tag.2.Key': 'k', 'Tag.2.Value': 'v' }, duplicate],
  ...badTexts.map(([what, text]) => [`a key of ${what}`, { 'Tag.1.Key': text }, badKey] as const),
  ...badTexts.map(
    ([what, text]) => [`a value of ${what}`, { 'Tag.1.Key': 'k', 'Tag.1.Value': text }, badValue] as const,
  ),
]

t.test('a copy gets the tags of the call', async t => {
  const { call } = started(t)
  const texts = goodTexts.flatMap(([what, text]) => [
    [`a key of ${what}`, { 'Tag.1.Key': text, 'Tag.1.Value': 'v' }, { [text]: 'v' }] as const,
    [`a value of ${what}`, { 'Tag.1.Key': 'k', 'Tag.1.Value': text }, { k: text }] as const,
  ])
  for (const [what, params, tags] of [...taken, ...texts]) {
    const { Tags } = await copied(call, { ...goodCopy, ...params })
    const found = Tags.Tag.map(({ TagKey, TagValue }: Record<string, string>) => [TagKey, TagValue])
    t.equal(found.length, Object.keys(tags).length, `${what}: as many`)
    t.strictSame(Object.fromEntries(found), tags, what)
  }
})

t.test('a copy with invalid tags is refused', async t => {
  const { call } = started(t)
  for (const [what, params, expected] of refused) {
    await t.test(what, async t => {
      checkRefusal(t, await call('CopySnapshot', { ...goodCopy, ...params }), expected)
    })
  }
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 0, 'nothing was copied')
})

t.test('tags with lone surrogates, which only JSON can carry, are refused as malformed input', async t => {
  const { emulator, call } = started(t)
  for (const keys of [['\ud800', '\ud801'], ['\ud800', '\ufffd'], ['\udfff']]) {
    const body = JSON.stringify({ ...goodCopy, Tag: keys.map(Key => ({ Key })) })
    const headers = acs3Headers('CopySnapshot', {}, { body, now: testTime })
    const json = { ...headers, 'content-type': 'application/json' }
    const answer = await emulator.inject({ method: 'POST', url: '/', headers: json, body })
    checkRefusal(t, { ...answer, json: JSON.parse(answer.body) }, '400 InvalidParameter.Format')
  }
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 0, 'nothing was copied')
})
