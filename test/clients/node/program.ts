import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { popCore } from './pop-core.ts'
import { type Client, type Request, Unsupported } from './protocol.ts'
import { typed } from './typed.ts'

const [name = '', folder = ''] = process.argv.slice(2)

/** Loads packages of the folder into which the client was installed. */
const load = createRequire(join(folder, 'package.json'))

const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'))

const client: Client = name === '@alicloud/pop-core' ? popCore(load) : typed(load, version)

const write = (answer: object): void => {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

/** What a client's error says in the fields that are for it. */
const reported = (error: unknown): object => {
  const { name, code, statusCode, message, retryAfter } = error as Record<string, unknown>
  return { class: name, code: code ?? null, status: statusCode ?? null, message, retryAfter: retryAfter ?? null }
}

const answer = async (request: Request): Promise<object> => {
  try {
    return { body: await client(request) }
  } catch (error) {
    return error instanceof Unsupported ? { unsupported: error.message } : { error: reported(error) }
  }
}

write({ client: name, version })
for await (const line of createInterface({ input: process.stdin })) write(await answer(JSON.parse(line)))
process.exit()
