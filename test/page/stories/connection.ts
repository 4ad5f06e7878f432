import { watching } from '../../support/watching.ts'
import { expect } from '../expect.ts'
import { emulatorWith, type Story } from '../visit.ts'

export const connection: Story = (t, visitor) => {
  t.test('a lost connection is told and comes back', async t => {
    const first = await emulatorWith(t)
    const page = await visitor.open(t, first.url)
    const status = page.getByRole('status')
    await expect(t, status, /^live$/)
    await first.emulator.close()
    await expect(t, status, /connection lost, trying again/)
    await emulatorWith(t, { port: Number(new URL(first.url).port) })
    await expect(t, status, /^live$/)
  })

  t.test('a refusal of the stream is told', async t => {
    const { url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    await page.route('**/watch?*', route =>
      route.fulfill({
        status: 409,
        contentType: 'application/json',
        body: '{"message":"There are 16 readers already."}',
      }),
    )
    await page.getByRole('search').getByRole('button').click()
    await expect(t, page.getByRole('alert').first(), /There are 16 readers already\./)
    await page.unroute('**/watch?*')
    await expect(t, page.getByRole('status'), /^live$/)
  })

  t.test('a hidden page holds no connection, and follows again when it is shown', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const faults = page.getByRole('region', { name: 'Faults' })
    await expect(t, faults, /^Faults\s+0/)
    const hide = (isHidden: boolean) =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true }),
         document.dispatchEvent(new Event('visibilitychange'))`,
      )
    await hide(true)
    emulator.faults.add({ kind: 'reset', action: 'ResetDisk' })
    // Sixteen other readers find room.
    const others = await Promise.all(Array.from({ length: 16 }, () => watching(url)))
    for (const other of others) t.equal(other.response.status, 200)
    t.match(await faults.innerText(), /^Faults\s+0/)
    for (const other of others) other.leave()
    await hide(false)
    await expect(t, faults, /^Faults\s+1/)
  })

  t.test('after changes in quick succession the last one is shown', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    await page.getByRole('region', { name: 'Faults' }).waitFor()
    for (let i = 0; i < 100; i++) emulator.faults.add({ kind: 'reset', action: 'ResetDisk' })
    await expect(t, page.getByRole('region', { name: 'Faults' }), /^Faults\s+100\s/)
  })
}
