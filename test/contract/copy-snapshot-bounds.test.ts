import t from 'tap'
import { copied } from '../support/copies.ts'
import { goodCopy, started } from '../support/emulator.ts'
import { checkRefusal } from '../support/refusals.ts'

/** Values of a parameter, by description. */
type Table = readonly (readonly [value: string, what: string])[]

const han = '\u{20000}'
const emoji = '\u{1f600}'

interface Bounds {
  readonly parameter: string
  /** The member of DescribeSnapshots that shows the value. */
  readonly member: string
  readonly refused: string
  readonly good: Table
  readonly bad: Table
}

const texts: readonly Bounds[] = [
  {
    parameter: 'DestinationSnapshotName',
    member: 'SnapshotName',
    refused: '403 InvalidSnapshotName.Malformed',
    good: [
      ['ab', 'two characters'],
      ['a'.repeat(127), '127 characters'],
      ['a'.repeat(128), '128 characters'],
      [han.repeat(2), 'two characters of four UTF-16 units'],
      [han.repeat(128), '128 characters of 256 UTF-16 units'],
      ['Az', 'an upper-case letter first'],
      ['zA', 'a lower-case letter first'],
      ['快照', 'Chinese characters'],
      ['a0:_-9', 'digits, colons, underscores and hyphens'],
      ['快a照-1', 'everything mixed'],
      ['http:a', 'http: without slashes'],
      ['https', 'https as a word'],
      ['auto-1', 'auto first, which other actions refuse'],
    ],
    bad: [
      ['a', 'one character'],
      [han, 'one character of two UTF-16 units'],
      ['a'.repeat(129), '129 characters'],
      [han.repeat(129), '129 characters of 258 UTF-16 units'],
      ['1a', 'a digit first'],
      [':a', 'a colon first'],
      ['_a', 'an underscore first'],
      ['-a', 'a hyphen first'],
      ['.a', 'a period first'],
      [' a', 'a space first'],
      ['éa', 'a letter that is neither English nor Chinese first'],
      ['あa', 'a Japanese letter first'],
      ['a.b', 'a period'],
      ['a b', 'a space'],
      ['ab ', 'a space at the end'],
      ['aé', 'a letter that is neither English nor Chinese'],
      [`a${emoji}`, 'an emoji'],
      ['http://a', 'http:// first'],
      ['https://a', 'https:// first'],
      ['ab\n', 'a line break at the end'],
      ['a\u0000b', 'a NUL'],
      ['a\u007f', 'a delete character'],
    ],
  },
  {
    parameter: 'DestinationSnapshotDescription',
    member: 'Description',
    refused: '403 InvalidDescription.Malformed',
    good: [
      ['ab', 'two characters'],
      ['a'.repeat(255), '255 characters'],
      ['a'.repeat(256), '256 characters'],
      [emoji.repeat(2), 'two characters of four UTF-16 units'],
      [emoji.repeat(256), '256 characters of 512 UTF-16 units'],
      ['1. <b>&"\'', 'a digit first, and markup'],
      ["'; DROP TABLE snapshots; --", 'SQL'],
      [' a ', 'spaces at both ends'],
      ['a+b%20c=d&e*~', 'characters that signatures encode'],
      ['see http://a', 'http:// later on'],
      ['http:/a', 'http: and one slash'],
      ['https', 'https as a word'],
      ['ftp://a', 'another scheme'],
    ],
    bad: [
      ['a', 'one character'],
      [emoji, 'one character of two UTF-16 units'],
      ['a'.repeat(257), '257 characters'],
      [emoji.repeat(257), '257 characters of 514 UTF-16 units'],
      ['http://', 'http:// alone'],
      ['http://a', 'http:// first'],
      ['https://a', 'https:// first'],
      ['a\u0000b', 'a NUL'],
      ['a\tb', 'a tab'],
      ['a\nb', 'a line break'],
      ['a\u001fb', 'the last control character before the space'],
      ['a\u007fb', 'a delete character'],
      ['a\u0085b', 'a control character beyond ASCII'],
    ],
  },
]

for (const { parameter, member, refused, good, bad } of texts) {
  t.test(`${parameter} is stored unchanged within its bounds`, async t => {
    const { call } = started(t)
    for (const [value, what] of good) {
      const copy = await copied(call, { ...goodCopy, [parameter]: value })
      t.equal(copy[member], value, what)
    }
  })

  t.test(`${parameter} is refused beyond its bounds`, async t => {
    const { call } = started(t)
    for (const [value, what] of bad) {
      await t.test(what, async t => {
        checkRefusal(t, await call('CopySnapshot', { ...goodCopy, [parameter]: value }), refused)
      })
    }
    t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 0, 'nothing was copied')
  })
}
