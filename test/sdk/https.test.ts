import Ecs from '@alicloud/ecs20140526'
import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { goodCopy } from '../support/sdk.ts'

for (const [version, signature] of Object.entries(signatures)) {
  t.test(`the ECS client copies over https under ${version}, once it trusts the certificate`, async t => {
    const emulator = createEmulator({ tls: 'self-signed' })
    t.teardown(() => emulator.close())
    const url = await emulator.listen()
    const tlsUrl = emulator.tlsUrl as string
    const ca = await (await fetch(`${url}/_emulator/tls.pem`)).text()
    const request = new Ecs.CopySnapshotRequest(goodCopy)
    await t.rejects(clientOf(tlsUrl, signature).copySnapshot(request), /self-signed certificate/)
    const { statusCode, body } = await clientOf(tlsUrl, signature, { ca }).copySnapshot(request)
    t.equal(statusCode, 200)
    t.match(body?.snapshotId, /^s-0xi/)
    t.equal((await clientOf(url, signature).copySnapshot(request)).statusCode, 200, 'http is there as well')
  })
}
