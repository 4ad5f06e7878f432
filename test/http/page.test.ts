import { readdirSync, readFileSync, statSync } from 'node:fs'
import t from 'tap'
import { emulatorFor } from '../support/emulator.ts'
import { form as asForm } from '../support/gateway.ts'
import { pageSources } from '../support/web-page.ts'

const form = asForm['content-type']
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

t.test('a browser that opens the address gets the page', async t => {
  const emulator = emulatorFor(t)
  for (const url of ['/', '/_emulator']) {
    t.match(await emulator.inject({ url, headers: html }), { status: 302, headers: { location: '/_emulator/' } }, url)
  }
  const { status, headers, body } = await emulator.inject({ url: '/_emulator/', headers: html })
  t.equal(status, 200)
  t.match(headers, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  t.match(body, '<!doctype html>')
  t.equal(emulator.requests.count(), 0, 'the journal has no call')
})

t.test('every other request is still a call', async t => {
  const emulator = emulatorFor(t)
  const calls = [
    { url: '/' },
    { url: '/', headers: { accept: '*/*' } },
    { url: '/?Action=DescribeRegions', headers: html },
    { url: '/', method: 'POST', headers: html },
    { url: '/', headers: { ...html, 'x-acs-action': 'DescribeRegions' } },
    { url: '/', headers: { ...html, 'x-acs-version': '2014-05-26' } },
    { url: '/', headers: { ...html, 'content-type': form }, body: 'Action=DescribeRegions' },
    { url: '/', headers: { ...html, 'transfer-encoding': 'chunked' }, body: '' },
    { url: '/', headers: { ...html, authorization: 'ACS3-HMAC-SHA256 Credential=testid' } },
    { url: '/favicon.ico', headers: html },
  ]
  for (const call of calls) t.ok((await emulator.inject(call)).status >= 400, JSON.stringify(call))
  t.equal(emulator.requests.count(), calls.length)
})

t.test('the page is less than 60 kB and loads nothing from elsewhere', async t => {
  const emulator = emulatorFor(t)
  const sources = await pageSources(path => emulator.inject({ url: path }))
  let bytes = 0
  for (const [path, { status, headers, body }] of sources) {
    t.equal(status, 200, path)
    t.match(headers, {
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'/,
    })
    bytes += Buffer.byteLength(body)
  }
  t.ok(bytes < 60_000, `${bytes} bytes`)
  for (const [path, { body }] of sources) {
    // lit-html names the namespaces of its licence and of SVG.
    if (!path.includes('/lit-html/')) t.notMatch(body, /https?:\/\//, path)
  }
  const own = readdirSync('src/http/page').filter(name => /\.(?:css|js)$/.test(name))
  for (const name of own) t.ok(sources.has(`/_emulator/page/${name}`), `${name} is used`)
})

t.test('only the files of the page are served', async t => {
  const emulator = emulatorFor(t)
  const others = ['tsconfig.json', '../page.ts', '..%2fpage.ts', 'lit-html/package.json', 'none.js', 'tap/index.js', '']
  for (const name of others) t.equal((await emulator.inject({ url: `/_emulator/page/${name}` })).status, 404, name)
  t.ok(statSync('src/http/page/tsconfig.json').isFile(), 'which is there')
})

t.test('the page needs no token and holds none; with control off it is gone', async t => {
  const locked = emulatorFor(t, { controlToken: 'the-token' })
  const page = await locked.inject({ url: '/_emulator/', headers: html })
  t.equal(page.status, 200)
  t.equal(page.body, readFileSync('src/http/page/index.html', 'utf8'))
  const off = emulatorFor(t, { control: 'off' })
  t.equal((await off.inject({ url: '/_emulator/', headers: html })).status, 404)
  t.equal((await off.inject({ url: '/_emulator/page/main.js' })).status, 404)
  t.equal((await off.inject({ url: '/', headers: html })).status, 400, 'a call without an action')
})
