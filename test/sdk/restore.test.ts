import Ecs from '@alicloud/ecs20140526'
import PopCore from '@alicloud/pop-core'
import t from 'tap'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { type Request, tellOfDisk, tellOfImage } from '../support/restore-story.ts'
import { listeningFor } from '../support/sdk.ts'

const stories = { 'a disk': tellOfDisk, 'an image': tellOfImage }

const lowerFirst = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1)

/** Calls the method of an action with its typed request, and reads its typed answer. */
const typedRequest = (url: string, signature: object): Request => {
  const client = clientOf(url, signature) as unknown as Record<string, (request: object) => Promise<{ body: Body }>>
  const requests = Ecs as unknown as Record<string, new (fields: object) => object>
  return async (action, params) => {
    const fields = Object.fromEntries(Object.entries(params).map(([name, value]) => [lowerFirst(name), value]))
    const Typed = requests[`${action}Request`] as new (fields: object) => object
    const answer = await client[lowerFirst(action)]?.(new Typed(fields))
    return answer?.body.toMap()
  }
}

interface Body {
  toMap(): object
}

for (const [what, tell] of Object.entries(stories)) {
  for (const [version, signature] of Object.entries(signatures)) {
    t.test(`the ECS client restores ${what} from the copy of a snapshot, under ${version}`, async t => {
      const { url, advance } = await listeningFor(t)
      await tell(t, { request: typedRequest(url, signature), wait: () => advance(2000) })
    })
  }

  for (const method of ['GET', 'POST']) {
    t.test(`pop-core restores ${what} from the copy of a snapshot, with ${method}`, async t => {
      const { url, advance } = await listeningFor(t)
      const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' }
      const client = new PopCore({ ...key, endpoint: url, apiVersion: '2014-05-26' })
      const request: Request = (action, params) => client.request(action, params, { method })
      await tell(t, { request, wait: () => advance(2000) })
    })
  }
}
