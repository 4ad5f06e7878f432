import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from '../expect.ts'
import { emulatorWith, type Story } from '../visit.ts'

export const access: Story = (t, visitor) => {
  t.test('with a token the page asks for it, shows nothing before, and keeps it in memory only', async t => {
    const { url } = await emulatorWith(t, { controlToken: 'the-token' })
    const page = await visitor.open(t, url)
    const dialog = page.getByRole('dialog', { name: 'The emulator needs its control token.' })
    const enter = async (token: string) => {
      await dialog.getByLabel('Control token').fill(token)
      await dialog.getByRole('button', { name: 'Apply' }).click()
    }
    await dialog.waitFor()
    t.notMatch(await page.content(), /testid|s-bp67/)
    await enter('令牌')
    await expect(t, dialog.getByRole('alert'), /needs its control token/)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export' }).click()
    await enter('wrong')
    await expect(t, dialog.getByRole('alert'), /needs its control token/)
    await enter('the-token')
    await page.getByText('s-bp67acfmxazb4p000001').waitFor()
    await page.getByRole('button', { name: 'Show secrets 1000000000000001' }).click()
    await page.getByText('testsecret', { exact: true }).first().waitFor()
    const kept = await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])')
    t.notMatch(kept, 'the-token')
    const another = await page.context().newPage()
    await another.goto(page.url())
    await another.getByRole('dialog', { name: 'The emulator needs its control token.' }).waitFor()
  })

  t.test("another origin's page can neither frame, read nor drive it", async t => {
    const { emulator, url } = await emulatorWith(t)
    emulator.accounts.create({ id: '5' })
    const elsewhere = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(
        `<iframe src="${url}/_emulator/"></iframe><form method="post" action="${url}/_emulator/reset"></form>`,
      )
    }).listen(0, '127.0.0.1')
    t.teardown(() => elsewhere.close())
    await once(elsewhere, 'listening')
    const page = await visitor.open(t, url)
    await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`)
    await page.frames()[1]?.waitForURL(/^chrome-error:/, { waitUntil: 'commit' })
    t.match(page.frames()[1]?.url(), /^chrome-error:/, 'the frame is empty')
    for (const path of ['/_emulator/', '/_emulator/state', '/_emulator/watch', '/_emulator/page/main.js']) {
      const read = page.evaluate(`fetch('${url}${path}').then(response => response.text())`)
      await t.rejects(read, /Failed to fetch/, path)
    }
    await page.evaluate(`fetch('${url}/_emulator/reset', { method: 'POST', mode: 'no-cors' })`)
    const [answer] = await Promise.all([
      page.waitForResponse(`${url}/_emulator/reset`),
      page.evaluate('document.forms[0].submit()'),
    ])
    t.equal(answer.status(), 403)
    t.equal(emulator.accounts.list().length, 5, 'nothing was reset')
  })

  t.test('the page speaks Chinese to a Chinese browser', async t => {
    const { emulator, url } = await emulatorWith(t)
    for (let i = 0; i < 201; i++) emulator.faults.add({ kind: 'reset', action: 'ResetDisk' })
    const page = await visitor.open(t, url, { locale: 'zh-CN' })
    await page.getByRole('heading', { name: '各地域的快照' }).waitFor()
    await page.getByText('共 201 条，显示最新的 200 条').waitFor()
    t.equal(await page.evaluate('document.documentElement.lang'), 'zh-CN')
    t.equal(await page.title(), 'CopySnapshot 模拟器')
  })
}
