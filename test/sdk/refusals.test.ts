import { $OpenApiUtil } from '@alicloud/openapi-core'
import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { brokenData } from '../support/broken-data.ts'
import { copyCases } from '../support/cases/copy.ts'
import { describeCases } from '../support/cases/describe.ts'
import { snapshotCases } from '../support/cases/snapshots.ts'
import { tagCases } from '../support/cases/tags.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { lifeWorld } from '../support/life-world.ts'
import type { Params } from '../support/oracle.ts'

/** The client's own way of making any call, which each of its methods goes. */
const callOf = async (client: ReturnType<typeof clientOf>, action: string, query: Params): Promise<unknown> => {
  const params = new $OpenApiUtil.Params({
    action,
    version: '2014-05-26',
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  })
  // biome-ignore lint/suspicious/noExplicitAny: the runtime options are a class that only the client's own package has
  return client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), {} as any)
}

for (const [version, signature] of Object.entries(signatures)) {
  t.test(`the ECS client reports every documented refusal under ${version}`, async t => {
    const sound = createEmulator({ world: lifeWorld })
    const spoilt = createEmulator({ world: lifeWorld, data: await brokenData(t, lifeWorld) })
    t.teardown(() => Promise.all([sound.close(), spoilt.close()]))
    const urls = [await sound.listen(), await spoilt.listen()] as const
    const cases = [...copyCases, ...snapshotCases, ...describeCases, ...tagCases]
    for (const { action, before } of cases) {
      if (before) await callOf(clientOf(urls[0], signature), action, before)
    }
    for (const one of cases) {
      await t.test(`${one.action} ${one.code}, when ${one.when}`, async t => {
        const client = clientOf(urls[one.broken ? 1 : 0], signature, { accessKeyId: one.key })
        const error = await callOf(client, one.action, one.params).then(
          () => undefined,
          (error: unknown) => error as Record<string, unknown>,
        )
        t.equal(error?.name, one.status < 500 ? 'ClientError' : 'ServerError')
        t.equal(error?.code, one.code)
        t.equal(error?.statusCode, one.status)
        t.equal(error?.message, `${one.code}: code: ${one.status}, ${one.message} request id: ${error?.requestId}`)
      })
    }
  })
}
