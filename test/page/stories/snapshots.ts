import Ecs from '@alicloud/ecs20140526'
import regions from '../../../fixtures/regions.json' with { type: 'json' }
import { clientOf } from '../../support/ecs-client.ts'
import { goodCopy } from '../../support/sdk.ts'
import { expect } from '../expect.ts'
import { emulatorWith, type Story } from '../visit.ts'

const place = { account: '1000000000000001', region: 'cn-hangzhou' }

export const snapshots: Story = (t, visitor) => {
  t.test('a copy made by an SDK appears without reload, and ends when the clock is advanced', async t => {
    const { emulator, url } = await emulatorWith(t, { copySeconds: 600 })
    const page = await visitor.open(t, url)
    await page.getByText('s-bp67acfmxazb4p000001').waitFor()
    const client = clientOf(url, {})
    const { body } = await client.copySnapshot(
      new Ecs.CopySnapshotRequest({ ...goodCopy, destinationSnapshotName: 'dr', retentionDays: 7 }),
    )
    const row = page.getByRole('listitem').filter({ hasText: body?.snapshotId ?? '' })
    await expect(
      t,
      row,
      /dr\s+progressing\s+0 %\s+.*us-east-1\s+· copy of s-bp67acfmxazb4p000001 \(cn-chengdu\)\s+· expires/s,
    )
    t.equal(await row.locator('line.way').count(), 1, 'a line from the source')
    t.same(await page.locator('.regions span').allInnerTexts(), ['cn-chengdu', 'cn-hangzhou', 'us-east-1'])
    await page.getByLabel('Seconds').fill('300')
    await page.getByRole('button', { name: 'Advance' }).click()
    await expect(t, row, /progressing\s+50 %/)
    const line = row.locator('line.done')
    const [from = 0, to = 0] = await Promise.all(
      ['x1', 'x2'].map(async x => Number.parseFloat((await line.getAttribute(x)) ?? '')),
    )
    const way = Number.parseFloat((await row.locator('line.way').getAttribute('x2')) ?? '')
    t.ok(Math.abs(to - (from + way) / 2) < 0.01, 'half of the line is drawn')
    await page.getByRole('button', { name: 'Advance' }).click()
    await expect(t, row, /accomplished/)

    const source = { regionId: 'us-east-1', snapshotId: body?.snapshotId ?? '' }
    await client.createImage(new Ecs.CreateImageRequest({ ...source, imageName: 'golden' }))
    emulator.disks.create({ id: 'd-made', ...place, region: 'us-east-1', sourceSnapshotId: source.snapshotId })
    await expect(t, row, /→ d-made .*→ m-\w+ golden/s)
  })

  t.test('the clock shows the time and goes back to the real one', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const clock = page.getByRole('form', { name: 'Clock' })
    await expect(t, clock, /2026-11-24 08:00:00 UTC frozen/)
    await clock.getByRole('button', { name: 'Real time' }).click()
    await expect(t, clock, /running/)
    t.ok(Math.abs(emulator.clock.now().getTime() - Date.now()) < 60_000)
    const before = await clock.locator('time').innerText()
    await expect(t, clock.locator('time'), new RegExp(`^(?!${before})`), 'it runs without news')
    await clock.getByLabel('Seconds').fill('1e12')
    await clock.getByRole('button', { name: 'Advance' }).click()
    await expect(t, page.getByRole('alert').first(), /seconds should be a number/)
  })

  t.test('hostile names stay text', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url, { viewport: { width: 360, height: 800 } })
    page.on('dialog', () => t.fail('a script ran'))
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '\u202eevil\u202c',
      `${'w'.repeat(10_000)}`,
      '"><script>alert(1)</script>',
    ]
    for (const [i, name] of hostile.entries()) {
      const tags = [{ key: name.slice(0, 64), value: name.slice(0, 64) }]
      emulator.snapshots.create({ id: `s-${i}`, ...place, name, tags })
      emulator.disks.create({ id: `d-${i}`, ...place, name, tags })
      emulator.images.create({ id: `m-${i}`, ...place, name, disks: [{ snapshotId: `s-${i}` }] })
      await fetch(
        `${url}/?${new URLSearchParams({ Action: name.slice(0, 2000), Name: name.slice(0, 2000), [name.slice(0, 50)]: 'x' })}`,
      )
    }
    await page.getByText('Disks, images and instances').click()
    for (const name of hostile) await page.getByText(name.slice(0, 64)).first().waitFor()
    for (const row of await page.locator('.calls button').all()) {
      await row.click()
      await page.getByRole('heading', { name: 'Parameters' }).waitFor()
      await page.keyboard.press('Escape')
    }
    t.equal(await page.locator('img, script:not([src="page/main.js"])').count(), 0)
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, 'nothing is wider than the window')
  })

  t.test('thirty regions fit into a narrow and a wide window', async t => {
    const { emulator, url } = await emulatorWith(t)
    for (const { id } of regions) emulator.snapshots.create({ account: place.account, region: id })
    const page = await visitor.open(t, url)
    await page.locator('.dense').waitFor()
    for (const width of [360, 1600]) {
      await page.setViewportSize({ width, height: 900 })
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
      const labels = await page.locator('.regions span').all()
      t.ok(labels.length >= 30)
      const list = await page.locator('.regions').boundingBox()
      for (const [i, label] of labels.entries()) {
        const box = await label.boundingBox()
        const middle = (list?.x ?? 0) + ((i + 0.5) / labels.length) * (list?.width ?? 0)
        t.ok(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - middle) < 2, 'a label stands above its lane')
      }
    }
  })

  t.test('a filter shows what matches', async t => {
    const { url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const filter = page.getByRole('search', { name: 'Filter' })
    const list = page.getByRole('region', { name: 'Snapshots by region' })
    const shows = async (fields: Readonly<Record<string, string>>, what: RegExp) => {
      for (const [label, value] of Object.entries(fields)) await filter.getByLabel(label).fill(value)
      await filter.getByRole('button', { name: 'Apply' }).click()
      await expect(t, list, what)
    }
    await shows({ Region: 'cn-hangzhou' }, /^Snapshots by region\s+1\s+(?=.*cn-hangzhou)(?!.*cn-chengdu)/s)
    await shows({ Region: '', Tag: 'env=test' }, /^Snapshots by region\s+1\s.*env=test/s)
    await shows({ Tag: '', Id: 's-none' }, /No snapshots\./)
    await shows({ Id: '', Account: '1000000000000001' }, /^Snapshots by region\s+[2-9]/)
  })

  t.test('100,000 snapshots do not freeze the page', async t => {
    const { emulator, url } = await emulatorWith(t)
    emulator.state.import({
      accounts: [{ id: place.account, keys: [{ id: 'testid', secret: 'testsecret' }] }],
      snapshots: Array.from({ length: 100_000 }, (_, i) => ({ id: `s-${i}`, ...place })),
    })
    const page = await visitor.open(t, url)
    await page.getByText('the newest 200 of 100000').waitFor()
    t.equal(await page.locator('.rows li').count(), 200)
    emulator.snapshots.create({ id: 's-another', ...place })
    await page.getByText('the newest 200 of 100001').waitFor()
    await page.getByText('s-another').waitFor()
  })
}
