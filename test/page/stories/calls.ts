import Ecs from '@alicloud/ecs20140526'
import { connect } from '../../../src/client.ts'
import { clientOf } from '../../support/ecs-client.ts'
import { goodCopy } from '../../support/sdk.ts'
import { expect } from '../expect.ts'
import { emulatorWith, type Story } from '../visit.ts'

export const calls: Story = (t, visitor) => {
  t.test(
    'a call shows its parameters and those that had no effect; it can be repeated by curl and by a test',
    async t => {
      const { emulator, url } = await emulatorWith(t)
      await clientOf(url, { V1: {} }).copySnapshot(
        new Ecs.CopySnapshotRequest({ ...goodCopy, destinationSnapshotDescription: "it's", encrypted: true }),
      )
      const page = await visitor.open(t, url)
      await page.getByRole('button', { name: /CopySnapshot\s+Success/ }).press('Enter')
      const dialog = page.getByRole('dialog', { name: 'CopySnapshot' })
      await expect(t, dialog, /DestinationSnapshotDescription\s+it's/)
      await expect(t, dialog, /Encrypted no effect\s+true/)
      await expect(t, dialog, /Client: AlibabaCloud/)

      await dialog.getByRole('button', { name: 'Copy as test expectation' }).click()
      await expect(t, dialog, /Copied to the clipboard/)
      const text = dialog.getByRole('textbox')
      const test = await text.inputValue()
      const run = new Function('emulator', `return (async () => (${test}))()`)
      t.equal((await run(connect(url))).length, 1)

      await dialog.getByRole('button', { name: 'Copy as curl' }).click()
      await expect(t, page.locator('dialog textarea'), /^curl '/)
      const [, again = ''] = /^curl '([^']+)'$/.exec(await text.inputValue()) ?? []
      t.equal((await fetch(again)).status, 200)
      t.match(emulator.requests.list().at(-1), {
        outcome: 'Success',
        signatureVersion: 'V1',
        params: { DestinationSnapshotDescription: "it's" },
      })
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      t.match(await page.evaluate('document.activeElement.innerText'), /CopySnapshot/, 'the focus is back at the call')
    },
  )

  t.test('a refused call shows why; of a wrong signature the difference in words', async t => {
    const { emulator, url } = await emulatorWith(t)
    const wrong = clientOf(url, {}, { accessKeySecret: 'wrong' })
    await t.rejects(wrong.describeRegions(new Ecs.DescribeRegionsRequest({})))
    await fetch(`${url}/?Action=NoSuchAction&Version=2014-05-26`)
    emulator.faults.add({ kind: 'error', code: 'Throttling', times: 1 })
    await fetch(`${url}/`)
    emulator.stubs.add({ action: 'DescribeRegions', reply: {} })
    await clientOf(url, {}).describeRegions(new Ecs.DescribeRegionsRequest({}))
    const page = await visitor.open(t, url)
    const dialog = page.getByRole('dialog')
    const shows = async (call: RegExp, ...patterns: RegExp[]) => {
      await page.getByRole('button', { name: call }).click()
      for (const pattern of patterns) await expect(t, dialog, pattern)
      await dialog.getByRole('button', { name: 'Close' }).click()
    }
    await shows(
      /SignatureDoesNotMatch/,
      /signature does not match/,
      /Signature: no known mistake produces this signature/,
    )
    await shows(/NoSuchAction/, /Specified api is not found/)
    await shows(/Throttling/, /No parameters\./, /Fault: error before fault-1/)
    await shows(/DescribeRegions\s+Success/, /Stub: stub-1/)
  })

  t.test('the curl line of a call without an account is signed with a key of the first one', async t => {
    const { emulator, url } = await emulatorWith(t, { auth: 'off' })
    await fetch(`${url}/?Action=NoSuchAction&AccessKeyId=unknown`)
    const page = await visitor.open(t, url)
    await page.getByRole('button', { name: /NoSuchAction/ }).click()
    await page.getByRole('button', { name: 'Copy as curl' }).click()
    const text = page.locator('dialog textarea')
    await expect(t, text, /^curl '/)
    const [, again = ''] = /^curl '([^']+)'$/.exec(await text.inputValue()) ?? []
    t.match(emulator.explain({ url: again }), { accessKeyId: 'testid', holds: true })
  })

  t.test('over https the curl line needs no trusted certificate', async t => {
    const { emulator } = await emulatorWith(t, { tls: 'self-signed', world: { accounts: [] }, auth: 'off' })
    await fetch(`${emulator.url}/?Action=NoSuchAction`)
    const page = await visitor.open(t, String(emulator.tlsUrl), { ignoreHTTPSErrors: true })
    await page.getByRole('button', { name: /NoSuchAction/ }).click()
    await page.getByRole('button', { name: 'Copy as curl' }).click()
    await expect(t, page.locator('dialog textarea'), /^curl --insecure 'https:.*AccessKeyId=testid/)
  })

  t.test('rows that leave the list leave nothing behind', async t => {
    const { url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const nodesAfter = async (calls: number): Promise<unknown> => {
      for (let i = 0; i < 210; i++) await fetch(`${url}/`)
      await expect(t, page.getByRole('region', { name: 'Calls' }), new RegExp(`the newest 200 of ${calls}`))
      return page.evaluate('document.querySelector("ul.calls").childNodes.length')
    }
    t.equal(await nodesAfter(420 - 210), await nodesAfter(420))
  })

  t.test('the curl line of an emulator without keys is not signed', async t => {
    const { url } = await emulatorWith(t, { auth: 'off', world: { accounts: [{ id: '7' }] } })
    await fetch(`${url}/?Action=DescribeRegions&Version=2014-05-26`)
    const page = await visitor.open(t, url)
    await page.getByRole('button', { name: /DescribeRegions/ }).click()
    await page.getByRole('button', { name: 'Copy as curl' }).click()
    await expect(t, page.locator('dialog textarea'), /^curl '(?!.*Signature=)/)
  })

  t.test('a pending call is shown as one; calls are cleared; a call that is gone opens nothing', async t => {
    const { emulator, url } = await emulatorWith(t, { journalSize: 1 })
    emulator.faults.add({ kind: 'delay', delayMs: 600_000 })
    const held = fetch(`${url}/?Action=DescribeRegions`).catch(() => {})
    const page = await visitor.open(t, url)
    await expect(t, page.getByRole('region', { name: 'Calls' }), /DescribeRegions\s+pending/)
    await page.route('**/requests?*', async route => {
      emulator.requests.clear()
      await route.continue()
    })
    await page.getByRole('button', { name: /pending/ }).click()
    await expect(t, page.getByRole('region', { name: 'Calls' }), /No calls\./)
    t.equal(await page.getByRole('dialog').count(), 0)
    emulator.faults.clear()
    await held
    await fetch(`${url}/`)
    await page.getByRole('button', { name: /MissingParameter|InvalidParameter|Missing/ }).waitFor()
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(t, page.getByRole('region', { name: 'Calls' }), /No calls\./)
    t.equal(emulator.requests.count(), 0)
  })
}
