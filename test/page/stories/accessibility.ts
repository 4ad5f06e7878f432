import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { fill } from '../fill.ts'
import { emulatorWith, type Story } from '../visit.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Checks that axe finds nothing, not even a minor matter. */
const isClean = async (t: Test, page: Page, what: string) => {
  // Evaluated by the browser's debugger, which the page's policy does not bind.
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  t.same(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    what,
  )
}

export const accessibility: Story = (t, visitor) => {
  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1600],
  ] as const) {
    t.test(`axe finds nothing, ${colorScheme} at ${width} pixels, with data and each dialog open`, async t => {
      const { emulator, url } = await emulatorWith(t, { copySeconds: 600 })
      await fill(emulator, url)
      const page = await visitor.open(t, url, { colorScheme, viewport: { width, height: 900 } })
      await page.getByText('Disks, images and instances').click()
      await isClean(t, page, 'the page')
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, 'nothing is wider than the window')
      const buttons = [/CopySnapshot\s+Success/, 'Add a fault', 'Add a stub', 'Show secrets 1000000000000001', 'Reset']
      for (const name of buttons) {
        await page.getByRole('button', { name }).first().click()
        await page.getByRole('dialog').getByRole('heading', { level: 2 }).waitFor()
        await isClean(t, page, String(name))
        await page.keyboard.press('Escape')
      }
    })
  }

  t.test('everything is reached by keyboard, in order', async t => {
    const { emulator, url } = await emulatorWith(t)
    await fill(emulator, url)
    const page = await visitor.open(t, url)
    await page.getByRole('button', { name: 'Show secrets' }).first().waitFor()
    const shown = `[...document.querySelectorAll('button, input, summary, a[href]')].filter(one => one.checkVisibility())`
    const all = Array.from({ length: Number(await page.evaluate(`${shown}.length`)) }, (_, i) => i)
    const reached: unknown[] = []
    for (const _ of all) {
      await page.keyboard.press('Tab')
      reached.push(await page.evaluate(`${shown}.indexOf(document.activeElement)`))
    }
    t.same(reached, all)
  })
}
