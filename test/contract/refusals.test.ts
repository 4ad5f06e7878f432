import t from 'tap'
import { doors, inProcess } from '../support/emulator.ts'
import { bodyOf, goodCallOf, letterOf, nameOf, requestOf, stagesFor } from '../support/refusal-table.ts'
import { formats } from '../support/refusals.ts'

const stages = await stagesFor(t)
for (const stage of stages) {
  const send = await inProcess.open(stage.emulator)
  for (const row of stage.rows.filter(({ before }) => before !== undefined)) {
    const params = { ...goodCallOf(row.action), ...row.before }
    const { status, body } = await send(
      requestOf({ action: row.action, refusal: '', message: '', when: '', change: params }, 'V1', 'JSON'),
    )
    t.equal(status, 200, body)
  }
}

for (const door of doors) {
  for (const stage of stages) {
    t.test(`every refusal matches its documented text and changes nothing: ${stage.name}, ${door.name}`, async t => {
      const send = await door.open(stage.emulator)
      const state = stage.broken ? undefined : stage.emulator.state.export()
      for (const signature of ['V1', 'V3'] as const) {
        for (const format of formats) {
          for (const row of stage.rows.filter(row => (row.signature ?? signature) === signature)) {
            const reply = await send(requestOf(row, signature, format))
            const requestId = reply.headers['x-acs-request-id'] ?? ''
            const body = bodyOf(row, requestId, format, door === inProcess ? 'localhost' : '127.0.0.1')
            t.match(requestId, /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
            t.strictSame(
              letterOf(reply),
              {
                status: Number(row.refusal.slice(0, 3)),
                type: format === 'JSON' ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8',
                length: String(Buffer.byteLength(body)),
                body,
              },
              `${nameOf(row)}, ${signature}, ${format}`,
            )
          }
        }
      }
      if (!stage.broken) t.strictSame(stage.emulator.state.export(), state)
    })
  }
}
