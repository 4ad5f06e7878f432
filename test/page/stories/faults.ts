import Ecs from '@alicloud/ecs20140526'
import { clientOf } from '../../support/ecs-client.ts'
import { goodCopy } from '../../support/sdk.ts'
import { expect } from '../expect.ts'
import { emulatorWith, type Story } from '../visit.ts'

export const faults: Story = (t, visitor) => {
  t.test('a fault added by the form refuses the next call', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    await page.getByRole('button', { name: 'Add a fault' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a fault' })
    await dialog.waitFor()
    t.ok((await dialog.locator('#codes option').count()) > 200, 'the codes of the catalogue')
    await dialog.getByLabel('Code of the error').fill('Nonsense')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(t, dialog.getByRole('alert'), /code should be a code of the error catalogue/)
    await dialog.getByLabel('Code of the error').fill('Throttling.User')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    const list = page.getByRole('region', { name: 'Faults' })
    await expect(t, list, /fault-1\s+error Throttling\.User\s+CopySnapshot\s+· applied 0\/1/)
    t.match(emulator.faults.list(), [{ kind: 'error', code: 'Throttling.User', times: 1, at: 'before' }])
    const client = clientOf(url, {})
    await t.rejects(client.copySnapshot(new Ecs.CopySnapshotRequest(goodCopy)), { code: 'Throttling.User' })
    await expect(t, list, /None\./)
    await client.copySnapshot(new Ecs.CopySnapshotRequest(goodCopy))
  })

  t.test('a delay has its milliseconds; other kinds have neither; a fault is removed', async t => {
    const { emulator, url } = await emulatorWith(t)
    const page = await visitor.open(t, url)
    const dialog = page.getByRole('dialog')
    for (const kind of ['delay', 'reset']) {
      await page.getByRole('button', { name: 'Add a fault' }).click()
      await dialog.getByLabel('Kind').selectOption(kind)
      t.equal(await dialog.getByLabel('Code of the error').isVisible(), false)
      t.equal(await dialog.getByLabel('Delay in milliseconds').isVisible(), kind === 'delay')
      await dialog.getByLabel('Moment').selectOption('after the work')
      await dialog.getByLabel('Number of times').fill('')
      await dialog.getByRole('button', { name: 'Add', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    const common = { action: 'CopySnapshot', at: 'after' }
    t.same(emulator.faults.list(), [
      { id: 'fault-1', kind: 'delay', delayMs: 1000, ...common, applied: 0 },
      { id: 'fault-2', kind: 'reset', ...common, applied: 0 },
    ])
    await page.getByRole('button', { name: 'Remove fault-1' }).click()
    await expect(t, page.getByRole('region', { name: 'Faults' }), /^Faults\s+1\s.*fault-2/s)
    t.equal(emulator.faults.list().length, 1)
  })

  t.test('a stub added by the form answers; its errors are told', async t => {
    const { emulator, url } = await emulatorWith(t)
    emulator.stubs.add({ action: 'DescribeRegions', error: { status: 404, code: 'Some.Code', message: 'x' } })
    const page = await visitor.open(t, url)
    await expect(t, page.getByRole('region', { name: 'Stubs' }), /stub-1\s+Some\.Code\s+DescribeRegions/)
    await page.getByRole('button', { name: 'Add a stub' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a stub' })
    await dialog.getByLabel('Action').fill('DescribeAutoSnapshotPolicyEx')
    await dialog.getByLabel('Reply, JSON').fill('{')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(t, dialog.getByRole('alert'), /JSON/)
    await dialog.getByLabel('Reply, JSON').fill('{"TotalCount":3}')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(t, page.getByRole('region', { name: 'Stubs' }), /stub-2/)
    const { body } = await clientOf(url, {}).describeAutoSnapshotPolicyEx(
      new Ecs.DescribeAutoSnapshotPolicyExRequest({ regionId: 'cn-chengdu' }),
    )
    t.equal(body?.totalCount, 3)
    await page.getByRole('button', { name: 'Add a stub' }).click()
    await dialog.getByLabel('Action').fill('DescribeZones')
    await dialog.getByLabel('Code of an error instead').fill('Throttling')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(t, page.getByRole('region', { name: 'Stubs' }), /stub-3\s+Throttling\s+DescribeZones/)
    const zones = clientOf(url, {}).describeZones(new Ecs.DescribeZonesRequest({ regionId: 'cn-chengdu' }))
    await t.rejects(zones, { code: 'Throttling' })
    await page.getByRole('button', { name: 'Remove stub-1' }).click()
    await expect(t, page.getByRole('region', { name: 'Stubs' }), /^Stubs\s+0\s/)
  })
}
