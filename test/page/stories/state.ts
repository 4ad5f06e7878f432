import { readFileSync } from 'node:fs'
import { expect } from '../expect.ts'
import { emulatorWith, type Story } from '../visit.ts'

export const state: Story = (t, visitor) => {
  t.test('the state is exported to a file and imported from one, after a question', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ])
    t.equal(download.suggestedFilename(), 'world.json')
    t.same(JSON.parse(readFileSync(await download.path(), 'utf8')), emulator.state.export())

    const choose = async (text: string) => {
      const file = { name: 'world.json', mimeType: 'application/json', buffer: Buffer.from(text) }
      await page.getByLabel('Import').setInputFiles(file)
    }
    await choose('{')
    await expect(t, page.getByRole('alert').first(), /JSON/)
    await page.getByLabel('Import').dispatchEvent('change')
    await choose('{"accounts":[{"id":"5"}]}')
    const dialog = page.getByRole('dialog', { name: 'Replace the whole state with the file?' })
    await dialog.getByRole('button', { name: 'Close' }).click()
    t.equal(emulator.accounts.list().length, 4, 'a closed question does nothing')
    await choose('{"accounts":[{"id":"5"}],"disks":[{"id":"d-1"}]}')
    await dialog.getByRole('button', { name: 'Yes' }).click()
    await expect(t, dialog.getByRole('alert'), /disks\[0\]/, 'a refused import says why')
    await page.keyboard.press('Escape')
    await choose('{"accounts":[{"id":"5"}]}')
    await dialog.getByRole('button', { name: 'Yes' }).click()
    await expect(t, page.getByRole('region', { name: 'Keys' }), /^Keys\s+1\s+5\s/)
    t.same(
      emulator.accounts.list().map(({ id }) => id),
      ['5'],
    )
  })

  t.test('the state is saved under a name, restored and deleted', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const section = page.getByRole('region', { name: 'State' })
    await section.getByLabel('Name').fill('50 % done')
    await section.getByRole('button', { name: 'Save' }).click()
    await section.getByText('50 % done').waitFor()
    emulator.accounts.delete('1000000000000004')
    await section.getByRole('button', { name: 'Restore 50 % done' }).click()
    await page.getByRole('button', { name: 'Yes' }).click()
    await expect(t, page.getByRole('region', { name: 'Keys' }), /1000000000000004/)
    await section.getByRole('button', { name: 'Delete 50 % done' }).click()
    await section.getByText('50 % done').waitFor({ state: 'hidden' })
    t.same(emulator.state.names(), [])
  })

  t.test('a reset asks first', async t => {
    const { emulator, url } = await emulatorWith(t)
    emulator.accounts.create({ id: '5' })
    const page = await visitor.open(t, url)
    await page.getByRole('button', { name: 'Reset' }).click()
    t.equal(emulator.accounts.list().length, 5)
    await page
      .getByRole('dialog', { name: /^Reset the emulator\?/ })
      .getByRole('button', { name: 'Yes' })
      .click()
    await expect(t, page.getByRole('region', { name: 'Keys' }), /^Keys\s+4\s/)
  })

  t.test('secrets are shown after a click', async t => {
    const { url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    await page.getByRole('button', { name: 'Show secrets 1000000000000001' }).waitFor()
    t.notMatch(await page.content(), 'testsecret')
    await page.getByRole('button', { name: 'Show secrets 1000000000000001' }).click()
    const dialog = page.getByRole('dialog', { name: 'Account 1000000000000001' })
    await expect(t, dialog, /AccessKeyId\s+testid\s+Secret\s+testsecret/)
    await expect(t, dialog, /Token/)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    t.notMatch(await page.content(), 'testsecret')
  })
}
