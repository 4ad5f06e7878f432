import t from 'tap'
import { firstDifference } from '../support/in-step.ts'
import { type Page, pageOf, readmes } from '../support/page.ts'

const [english, chinese] = readmes as [Page, Page]

await t.test('the README says the same in both languages', async t => {
  t.equal(firstDifference(english, chinese), undefined)
})

await t.test('each links the other in its first lines', async t => {
  t.match(english.text, /^# copysnapshot-emulator\n\n\[中文\]\(README\.zh-CN\.md\)\n/)
  t.match(chinese.text, /^# copysnapshot-emulator\n\n\[English\]\(README\.md\)\n/)
})

await t.test('the Chinese one is Chinese: every heading but names, and every paragraph in one line', async t => {
  const names = ['', 'copysnapshot-emulator', 'Docker', 'Testcontainers', 'https']
  const kept = chinese.sections.map(({ heading }) => heading).filter(heading => !/\p{Script=Han}/u.test(heading))
  t.same(kept, names)
  // GitHub shows a line break between two Chinese characters as a space.
  for (const { prose } of chinese.sections) t.notMatch(prose, /[\p{Script=Han}，；：、]\n\p{Script=Han}/u)
})

const here = `# tool

Set \`--port\` and \`--host\`, see [the table](#settings) and [why](WHY.md).

\`\`\`sh
npm start # at once
npm test
\`\`\`

## Settings

| flag | meaning |
| --- | --- |
| \`--port\` | 8014 when \`EMULATOR_PORT\` is not set |
| \`--host\` | where |

## Further
`

const there = `# tool

设置 \`--host\` 和 \`--port\`，参见[原因](WHY.md)和[表格](#设置)。

\`\`\`sh
npm start # at once
npm test
\`\`\`

## 设置

| 参数 | 含义 |
| --- | --- |
| \`--port\` | 没有设置 \`EMULATOR_PORT\` 时为 8014 |
| \`--host\` | 地址 |

## 更多
`

const differenceWith = (altered: string): string | undefined =>
  firstDifference(pageOf('en.md', here), pageOf('zh.md', altered))

const alterations: readonly (readonly [from: string, to: string, difference: string])[] = [
  ['## 更多', '### 更多', 'the level of the heading under "Further" and "更多": en.md has "2", zh.md has "3"'],
  ['## 更多\n', '', 'only en.md has the heading "Further"'],
  ['## 更多\n', '## 更多\n\n## 还有\n', 'only zh.md has the heading "还有"'],
  ['npm test\n', '', 'block of code 1 under "tool" and "tool": en.md has "npm test", zh.md has ""'],
  ['npm test\n', 'npm test\nls\n', 'block of code 1 under "tool" and "tool": en.md has "", zh.md has "ls"'],
  [
    'at once',
    '马上',
    'block of code 1 under "tool" and "tool": en.md has "npm start # at once", zh.md has "npm start # 马上"',
  ],
  ['```sh', '```js', 'block of code 1 under "tool" and "tool": en.md has "sh", zh.md has "js"'],
  [
    '## 更多',
    '```sh\nls\n```\n\n## 更多',
    'the number of blocks of code under "Settings" and "设置": en.md has "0", zh.md has "1"',
  ],
  [
    '## 更多',
    '| a |\n| - |\n\n## 更多',
    'the number of tables under "Settings" and "设置": en.md has "1", zh.md has "2"',
  ],
  [
    '| `--host` | 地址 |\n',
    '',
    'the number of rows of table 1 under "Settings" and "设置": en.md has "3", zh.md has "2"',
  ],
  [
    '| 地址 |',
    '| 地址 | |',
    'the number of cells in row 3 of table 1 under "Settings" and "设置": en.md has "2", zh.md has "3"',
  ],
  [
    '`EMULATOR_PORT`',
    '`EMULATOR_HOST`',
    'the codes in cell 2 of row 2 of table 1 under "Settings" and "设置": en.md has "EMULATOR_PORT", zh.md has "EMULATOR_HOST"',
  ],
  [
    '8014',
    '8041',
    'the numbers in cell 2 of row 2 of table 1 under "Settings" and "设置": en.md has "8014", zh.md has "8041"',
  ],
  ['(WHY.md)', '(HOW.md)', 'the links under "tool" and "tool": en.md has "WHY.md", zh.md has "HOW.md"'],
  ['(#设置)', '(#更多)', 'the links under "tool" and "tool": en.md has "heading 2", zh.md has "heading 3"'],
  [
    '(#设置)',
    '(#settings)',
    'the links under "tool" and "tool": en.md has "heading 2", zh.md has "#settings, which is no heading"',
  ],
  ['`--port`，', '端口，', 'the codes under "tool" and "tool": en.md has "--port", zh.md has nothing'],
  ['`--port`，', '`--port`、`--port`，', 'the codes under "tool" and "tool": en.md has nothing, zh.md has "--port"'],
]

await t.test('whatever falls out of step is named', async t => {
  t.equal(differenceWith(there), undefined)
  for (const [from, to, difference] of alterations) {
    t.equal(there.split(from).length, 2, `${from} stands in one place`)
    t.equal(differenceWith(there.replace(from, to)), difference)
  }
})
