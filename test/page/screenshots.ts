import { createEmulator } from '../../src/index.ts'
import { launch, noChromium } from './browser.ts'
import { fill } from './fill.ts'

/** Both widths in both themes; the narrow ones in Chinese. */
const shots = [
  { width: 1600, height: 900, colorScheme: 'light', locale: 'en-GB' },
  { width: 1600, height: 900, colorScheme: 'dark', locale: 'en-GB' },
  { width: 360, height: 780, colorScheme: 'light', locale: 'zh-CN' },
  { width: 360, height: 780, colorScheme: 'dark', locale: 'zh-CN' },
] as const

if (noChromium) throw new Error(noChromium)
await using emulator = createEmulator({ clock: new Date('2026-11-24T08:00:00Z'), copySeconds: 1200, port: 8014 })
const url = await emulator.listen()
await fill(emulator, url)
const browser = await launch()
for (const { width, height, ...options } of shots) {
  const page = await browser.newPage({ ...options, viewport: { width, height } })
  await page.goto(`${url}/_emulator/`)
  await page.locator('.live').waitFor()
  const path = `docs/images/page-${options.colorScheme}-${width}.jpeg`
  await page.screenshot({ path, quality: 45 })
}
await browser.close()
