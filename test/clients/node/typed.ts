import { readFileSync } from 'node:fs'
import { type Client, type Load, type Request, Unsupported } from './protocol.ts'

/** A class of the client. Its fields have names of their own beside those of the API. */
interface Model {
  names(): Readonly<Record<string, string>>
  types(): Readonly<Record<string, unknown>>
  new (fields: object): object
}

const isModel = (type: unknown): type is Model => typeof (type as Partial<Model>)?.names === 'function'

type Values = Readonly<Record<string, unknown>>

/** A model of values by the names of the API. A list holds models too. */
const modelOf = (type: Model, values: Values, what: string): object => {
  const fields = Object.entries(values).map(([name, value]) => {
    const field = Object.entries(type.names()).find(([, wire]) => wire === name)?.[0]
    if (field === undefined) throw new Unsupported(`${what} has no ${name}`)
    const inner = type.types()[field]
    const item = (inner as { itemType?: unknown }).itemType
    if (isModel(inner)) return [field, modelOf(inner, value as Values, `${what}.${name}`)]
    if (!isModel(item)) return [field, value]
    return [field, (value as Values[]).map(entry => modelOf(item, entry, `${what}.${name}`))]
  })
  return new type(Object.fromEntries(fields))
}

/** The values of a model by the names of the API. */
const valuesOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(valuesOf)
  const type = (value as object | undefined)?.constructor
  if (!isModel(type)) return value
  const fields = Object.entries(type.names()).map(([field, name]) => [name, valuesOf((value as Values)[field])])
  return Object.fromEntries(fields)
}

/** Every error on which the newest client tries again when it is told to. */
const retryCondition = (maxAttempts: number) => ({
  maxAttempts,
  exception: ['ClientError', 'ServerError', 'ThrottlingError', 'ResponseError', 'Error'],
  errorCode: ['ECONNRESET'],
})

/** `@alicloud/ecs20140526`. Until version 3 it is built on other packages than since. */
export const typed = (load: Load, version: string): Client => {
  const Ecs = load('@alicloud/ecs20140526')
  const recent = Number(version.split('.')[0]) > 3
  const core = load(recent ? '@alicloud/openapi-core' : '@alicloud/openapi-client')
  const { Config } = recent ? core.$OpenApiUtil : core
  const { RuntimeOptions, RetryOptions } = load(recent ? '@darabonba/typescript' : '@alicloud/tea-util')

  const clientFor = ({ key, endpoint, protocol, ca, retries }: Request) =>
    new Ecs.default(
      new Config({
        accessKeyId: key.id,
        accessKeySecret: key.secret,
        securityToken: key.token,
        regionId: 'cn-chengdu',
        endpoint,
        protocol,
        ...(ca !== undefined && { ca: readFileSync(ca, 'utf8') }),
        ...(recent &&
          retries !== undefined && {
            retryOptions: new RetryOptions({ retryable: true, retryCondition: [retryCondition(retries + 1)] }),
          }),
      }),
    )

  const runtimeFor = ({ retries }: Request) =>
    new RuntimeOptions(recent || retries === undefined ? {} : { autoretry: true, maxAttempts: retries + 1 })

  return async request => {
    const { action, params } = request
    const type = Ecs[`${action}Request`]
    if (type === undefined) throw new Unsupported(`there is no ${action}`)
    const method = `${action.charAt(0).toLowerCase()}${action.slice(1)}WithOptions`
    const { body } = await clientFor(request)[method](modelOf(type, params, action), runtimeFor(request))
    return valuesOf(body) as object
  }
}
