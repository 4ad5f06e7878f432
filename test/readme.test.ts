import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { actions } from '../src/actions/index.ts'
import { type Setting, settingsTable } from '../src/config.ts'
import { createEmulator, type World } from '../src/index.ts'
import { emulatorFor, goodCopy, started } from './support/emulator.ts'
import { type Params, query, signedParams } from './support/oracle.ts'

const readme = readFileSync('README.md', 'utf8')

/** The rows of the table under a heading: cells without their spaces. */
const tableUnder = (heading: string): string[][] => {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
}

const codeBlocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code as string)

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``

await t.test('the table of settings is the one that the command has', async t => {
  const rows = Object.values<Setting>(settingsTable).map(setting => [
    setting.flag === undefined ? '' : code(`--${setting.flag}${setting.value ? ` ${setting.value}` : ''}`),
    setting.env === undefined ? '' : code(setting.env),
    setting.default === undefined ? '' : code(setting.default),
    setting.help,
  ])
  t.same(tableUnder('Settings'), rows)
})

await t.test('the table of actions is the list that is served', async t => {
  const rows = actions.map(({ name, params }) => [
    code(name),
    Object.entries(params)
      .map(([param, { required }]) => (required ? `**${param}**` : param))
      .join(', '),
  ])
  t.same(tableUnder('Actions'), rows)
})

await t.test('every error in the table comes by the change that it names', async t => {
  const { emulator } = started(t)
  const rows = tableUnder('Every error, on demand')
  t.ok(rows.length >= 25)
  for (const [name = '', status, change = ''] of rows) {
    const changes = [...change.matchAll(/`([^=`]+)=([^`]*)`/g)].map(([, key, value]) => [
      key as string,
      value as string,
    ])
    const params: Params = { Action: 'CopySnapshot', ...goodCopy, ...Object.fromEntries(changes) }
    const reply = await emulator.inject({
      url: `/?${query(signedParams(params, { now: Date.parse('2026-11-24T08:00:00Z') }))}`,
    })
    t.equal(JSON.parse(reply.body).Code, name.replaceAll('`', ''), name)
    t.equal(reply.status, Number(status), name)
  }
})

await t.test('the first copy works as it is printed', async t => {
  const emulator = emulatorFor(t, { clock: 'real', machineClock: () => Date.now() })
  const url = await emulator.listen()
  const script = (codeBlocks('js')[0] as string).replace('127.0.0.1:8014', url.slice('http://'.length))
  const printed: unknown[] = []
  const run = script
    .replace(/^import (\w+) from '([^']+)'$/gm, "const { default: $1 } = await import('$2')")
    .replace('console.log', 'print')
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('print', run)((...values: unknown[]) => printed.push(...values))
  t.match(printed, [/^s-0xi[a-z0-9]{17}$/, 'progressing'])
})

await t.test('the call without an SDK works as it is printed', async t => {
  const emulator = emulatorFor(t, { auth: 'off' })
  const line = codeBlocks('sh').find(block => block.startsWith('curl')) as string
  const url = (/'http:\/\/127\.0\.0\.1:8014(.*)'/.exec(line) as RegExpExecArray)[1] as string
  t.equal((await emulator.inject({ url })).status, 200)
})

await t.test('the world that is printed can be loaded', async t => {
  const world = JSON.parse(codeBlocks('json')[0] as string) as World
  const { call } = started(t, { world })
  const found = await call('DescribeSnapshots', { RegionId: 'cn-hangzhou' })
  t.match(found.json.Snapshots.Snapshot, [
    { SnapshotId: 's-slow', RemainTime: 600 },
    { SnapshotId: 's-golden-image', Status: 'accomplished' },
  ])
})

await t.test('the transitions that are printed make copies take as long as is said', async t => {
  const transitions = JSON.parse(codeBlocks('json')[1] as string) as World
  const { call } = started(t, { world: ['default', transitions] })
  const copy = async (SnapshotId: string, RegionId: string, DestinationRegionId: string): Promise<string[]> => {
    const made = (await call('CopySnapshot', { SnapshotId, RegionId, DestinationRegionId })).json.SnapshotId
    const looks: string[] = []
    for (let i = 0; i < 4; i++) {
      const params = { RegionId: DestinationRegionId, SnapshotIds: JSON.stringify([made]) }
      const { Status, RemainTime } = (await call('DescribeSnapshots', params)).json.Snapshots.Snapshot[0]
      looks.push(`${Status} ${RemainTime}`)
    }
    return looks
  }
  t.same(await copy(goodCopy.SnapshotId as string, 'cn-chengdu', 'us-east-1'), [
    'progressing 3',
    'progressing 2',
    'progressing 1',
    'accomplished 0',
  ])
  t.same(new Set(await copy('s-bp17acfmxazb4p000002', 'cn-hangzhou', 'us-east-1')), new Set(['progressing 24']))
  t.same(new Set(await copy(goodCopy.SnapshotId as string, 'cn-chengdu', 'cn-beijing')), new Set(['progressing 10']))
})

await t.test('the emulator in a test is started and stopped as it is printed', async t => {
  const block = codeBlocks('js').find(text => text.includes('createEmulator')) as string
  const lines = block.split('\n').filter(line => !line.startsWith('import') && !line.startsWith('//'))
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...values: unknown[]) => Promise<string>
  const url = await new AsyncFunction('createEmulator', `${lines.join('\n')}; return url`)(createEmulator)
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
})

await t.test('every file that it links to is there', async t => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link as string)
  t.ok(links.length >= 8)
  for (const link of links) t.ok(existsSync(link), link)
})
