import { readdirSync } from 'node:fs'
import t from 'tap'
import { launch, noChromium, openPage } from './browser.ts'
import { PageCoverage } from './coverage.ts'
import { access } from './stories/access.ts'
import { accessibility } from './stories/accessibility.ts'
import { calls } from './stories/calls.ts'
import { connection } from './stories/connection.ts'
import { faults } from './stories/faults.ts'
import { snapshots } from './stories/snapshots.ts'
import { state } from './stories/state.ts'
import type { Visitor } from './visit.ts'

// With two test files at a time on two processors, Chromium takes its time.
t.setTimeout(300_000)

// One browser and one test file for all stories, since their coverage adds up.
// Skipped where Chromium is not installed, which only these tests need: the reason that is shown says how to install it.
t.test('the page in Chromium', { skip: noChromium, timeout: 300_000 }, async t => {
  const browser = await launch()
  t.teardown(() => browser.close())
  const coverage = new PageCoverage()
  const visitor: Visitor = {
    open: (t, url, options) => openPage(t, browser, url, coverage, options),
  }
  for (const story of [snapshots, calls, faults, state, access, connection, accessibility]) story(t, visitor)
  await t.test('all code of the page ran', async t => {
    const own = readdirSync('src/http/page').filter(name => name.endsWith('.js'))
    t.same(coverage.names, own.sort())
    for (const name of own) t.same(coverage.missed(name), [], name)
  })
})
