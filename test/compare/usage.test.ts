import t from 'tap'
import { at, realOne, run } from './running.ts'

t.test('wrong arguments are refused in a sentence', async t => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /^--endpoint and --region are needed\. See copysnapshot-emulator compare --help\.$/],
    [['--endpoint', 'ecs.example.com'], /--region/],
    [at('http://ecs.example.com'), /--endpoint should be https, except on this machine\./],
    [at('ftp://127.0.0.1'), /should be https/],
    [at('a b'), /--endpoint should be a host or a URL, not "a b"\./],
    [at('ecs.example.com', '--against', 'http://example.com'), /--against should be https/],
    [at('ecs.example.com', '--may-copy'), /--may-copy needs --with-snapshot\./],
    [at('ecs.example.com', '--to', 'cn-chengdu'), /--to should be another region\./],
    [at('ecs.example.com', '--to', 'xx-none-1'), /--to should be a region of ECS, not "xx-none-1"\./],
    [at('ecs.example.com', '--with-snapshot', 'weird id'), /--with-snapshot should be the id of a snapshot/],
    [at('ecs.example.com', '--key', 'x'), /Unknown option '--key'/],
  ]
  for (const [args, message] of cases) {
    const { code, text } = await run(args)
    t.equal(code, 2)
    t.match(text, message)
  }
  for (const env of [{}, { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x' }]) {
    const { code, text } = await run(at('ecs.example.com'), { env: env as Record<string, string> })
    t.equal(code, 2)
    t.match(text, 'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are needed.')
  }
})

t.test('a file that cannot be written is named', async t => {
  const { url } = await realOne(t)
  const { code, text } = await run(at(url, '--json', '/nowhere/rows.json'))
  t.equal(code, 2)
  t.match(text, /ENOENT.*\/nowhere\/rows\.json/)
})

t.test('an emulator on this machine needs no scheme', async t => {
  const { url } = await realOne(t)
  t.equal((await run(at(new URL(url).host))).code, 0)
})

t.test('help is printed', async t => {
  const { code, text } = await run(['--help'])
  t.equal(code, 0)
  t.match(text, /^Usage: copysnapshot-emulator compare/)
})

t.test('a dry run prints every request without key and signature, and sends nothing', async t => {
  const { emulator, url } = await realOne(t)
  const { code, lines, text } = await run(at(url, '--dry-run', '--with-auth', '--with-snapshot', 's-x', '--may-copy'), {
    env: {},
  })
  t.equal(code, 0)
  t.ok(lines.length > 150)
  t.match(text, 'copy: the same region: GET /?Action=CopySnapshot&Version=2014-05-26&Format=JSON&')
  t.match(text, /an unknown key under V3: POST .* x-acs-action: DescribeRegions/)
  t.match(text, /a form: POST \/ .*Action=DescribeRegions/)
  t.match(text, /looking up d-0+compare: GET .*Action=DescribeDisks/)
  t.match(text, /an unknown key with an old timestamp: .*AccessKeyId=compare-nobody.*Timestamp=2015/)
  t.match(text, /deleting a copy: .*SnapshotId=%24copy/)
  t.notMatch(text, /\bSignature=|AccessKeyId=(?!compare-nobody|&|…)|authorization/i)
  t.equal(emulator.requests.count(), 0)
  const other = await run(['--endpoint', 'ecs.example.com', '--region', 'us-east-1', '--dry-run'])
  t.match(other.text, 'DestinationRegionId=cn-hangzhou')
})

t.test('calls to another machine wait for half a second each, and an interrupt ends the wait', async t => {
  const started = process.hrtime.bigint()
  const { code, text } = await run(at('https://localhost.localdomain.invalid'))
  t.equal(code, 3)
  t.match(text, /Stopped\. .*localhost\.localdomain\.invalid/)
  t.ok(process.hrtime.bigint() - started >= 500_000_000n)
  t.match(
    (await run(at('https://localhost.localdomain.invalid'), { signal: AbortSignal.abort() })).text,
    'Stopped. It was interrupted.',
  )
})
