import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { altered } from './altered.ts'
import { at, key, realOne, run } from './running.ts'

const env = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: key.id,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
  ALIBABA_CLOUD_SECURITY_TOKEN: key.token,
}

/** Things of an account that an answer may name. */
const names = ['张三', '9876543210123456', 'jane.doe', 'AQEBdiagnostic0123456789', 's-2zeprivate000000001']

t.test('neither credentials nor anything of the account is printed or written', async t => {
  const world = { accounts: [{ id: '9876543210123456', keys: [key] }] }
  const { emulator, url } = await realOne(t, { world: ['default', world] })
  const region = 'cn-chengdu'
  emulator.snapshots.create({ id: names[4] as string, account: '9876543210123456', region, name: 'jane.doe' })
  const { url: there } = await altered(t, url, (_, answer) =>
    answer.status < 400 || !answer.body.startsWith('{')
      ? answer
      : {
          ...answer,
          headers: { ...answer.headers, 'x-acs-account': '9876543210123456' },
          body: JSON.stringify({
            ...JSON.parse(answer.body),
            Message: `${JSON.parse(answer.body).Message} ${names.join(' ')} acs:ram::9876543210123456:user/jane.doe`,
            EncodedDiagnosticMessage: names[3],
            '9876543210123456.jane.doe|<img src=x>': 1,
          }),
        },
  )
  const folder = t.testdir()
  const files = ['--json', `${folder}/a.json`, '--markdown', `${folder}/b.md`, '--record', `${folder}/c`]
  const more = ['--with-auth', '--with-snapshot', names[4] as string, '--may-copy', '--yes']
  const { text } = await run(at(there, ...files, ...more), { env })
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.\w+$/.test(name))
  t.ok(written.length > 100)
  const all = [text, ...written.map(name => readFileSync(`${folder}/${name}`, 'utf8'))].join('\n')
  for (const secret of [
    ...Object.values(key),
    ...names,
    emulator.accounts.list()[0]?.keys[0]?.secret ?? 'testsecret',
  ]) {
    t.notOk(all.includes(secret), secret)
  }
  t.notMatch(all, /Signature=|Credential=|<img/)
})

t.test('a usage error names no secret', async t => {
  const { code, text } = await run(['--endpoint', 'x', '--region', 'y', '--secret', key.secret], { env })
  t.equal(code, 2)
  t.notMatch(text, key.secret)
})
