import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import type { Client, Load } from './protocol.ts'

/** `@alicloud/pop-core`: actions by name, parameters without types. */
export const popCore = (load: Load): Client => {
  const PopCore = load('@alicloud/pop-core')
  return ({ action, version, params, key, endpoint, protocol, ca }) => {
    const client = new PopCore({
      accessKeyId: key.id,
      accessKeySecret: key.secret,
      securityToken: key.token,
      endpoint: `${protocol}://${endpoint}`,
      apiVersion: version,
    })
    return client.request(action, params, {
      method: 'POST',
      ...(ca !== undefined && { agent: new Agent({ ca: readFileSync(ca) }) }),
    })
  }
}
