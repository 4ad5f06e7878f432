import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import type { PageCoverage } from './coverage.ts'

/** The browser: that of the environment, or where Debian installs it. */
export const chromiumPath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
  path => path !== undefined && existsSync(path),
)

/** Why the tests of the page are skipped: there is no browser to run them in. False: they are not. */
export const noChromium =
  chromiumPath === undefined ? 'Chromium is not installed (apt-get install chromium fonts-noto-cjk)' : false

/** Arguments for a test: as root, and without calls to the browser's maker. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath as string, args: [...args] })

/** Opens the page of an emulator, and fails the test on any error that the page does not catch. */
export const openPage = async (
  t: Test,
  browser: Browser,
  url: string,
  coverage: PageCoverage,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-write'], ...options })
  context.setDefaultTimeout(5000)
  const page = await context.newPage()
  page.on('pageerror', error => t.fail(`the page failed: ${error.message}`))
  await coverage.start(page)
  t.teardown(async () => {
    await coverage.stop(page)
    await context.close()
  })
  await page.goto(`${url}/_emulator/`)
  return page
}
