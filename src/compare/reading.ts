import { XMLParser } from 'fast-xml-parser'
import { errorRows } from '../errors/index.ts'
import type { Reply } from './send.ts'

/**
 * What may be told of an answer. Values are replaced: of a refusal the code and the words of the message are kept, of
 * any other answer the names and types of its members.
 */
export interface Reading {
  readonly status: number
  /** Names and types of the members, such as `Regions.Region[].RegionId text`. */
  readonly shape: readonly string[]
  /** The headers that belong to the protocol. */
  readonly headers: Readonly<Record<string, string>>
  /** `JSON`, `XML` or `other`. */
  readonly format: string
  /** Empty unless the call was refused. */
  readonly code: string
  readonly message: string
}

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true })

/** Parses a body. An XML answer is the content of its root. */
const parsed = (body: string): readonly [format: string, value: unknown] => {
  try {
    return ['JSON', JSON.parse(body)]
  } catch {
    if (!/^\s*<(?!!doctype|html)/i.test(body)) return ['other', undefined]
    try {
      return ['XML', Object.values(xml.parse(body) as object)[0]]
    } catch {
      return ['other', undefined]
    }
  }
}

/** The name of a member. One of another form may belong to an account. */
const nameOf = (name: string): string => (/^[A-Za-z]\w{0,63}$/.test(name) ? name : '…')

/** The members of a value, each once. The elements of a list are one. */
const shapeOf = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return [`${path}[]`, ...value.flatMap(each => shapeOf(each, `${path}[]`))]
  if (typeof value !== 'object' || value === null)
    return [`${path} ${typeof value === 'string' ? 'text' : typeof value}`]
  return Object.entries(value).flatMap(([name, member]) =>
    shapeOf(member, path === '' ? nameOf(name) : `${path}.${nameOf(name)}`),
  )
}

/** Where a message begins to repeat what was sent. */
const echo = /(?:string to sign is|StringToSign is|CanonicalRequest is|signature is)\b.*$/is

/** Punctuation of ASCII around a word. */
const around = /^[!-/:-@[-`{-~]+|[!-/:-@[-`{-~]+$/g

const bare = (word: string): string => word.replace(around, '').toLowerCase()

/** The words of all known texts. A name of a user or a resource is seldom one of them. */
const known = new Set(errorRows.flatMap(([, , message]) => message.split(/\s+/).map(bare)).filter(Boolean))

/** Codes that say more of the account than of the rules. Their messages may name its users. */
export const ofTheAccount =
  /^(?:Forbidden|NoPermission|NotAuthorized|InvalidAccountStatus\.|InvalidUser\.NotInWhiteList|InvalidOperation\.NotSupportedEndpoint)/

/** Replaces everything in a message that may belong to an account. */
const wordsOf = (message: string, sent: readonly string[]): string => {
  let text = message.replace(echo, '…')
  for (const value of sent) if (value.length > 2) text = text.replaceAll(value, '…')
  return text
    .split(/\s+/)
    .map(word => (known.has(bare(word)) ? word : '…'))
    .join(' ')
}

const headerNames =
  /^(?:content-type|x-acs-(?!request-id|trace-id)[a-z-]+|access-control-(?:allow|expose|max)-[a-z-]+)$/

/** @param sent the values of the request, which a message may repeat */
export const readingOf = ({ status, headers, body }: Reply, sent: readonly string[]): Reading => {
  const [format, value] = parsed(body)
  const { Code: code, Message: message } = (value ?? {}) as { Code?: unknown; Message?: unknown }
  const isRefusal = status >= 400 || typeof code === 'string'
  return {
    status,
    format,
    code: isRefusal && typeof code === 'string' && /^[A-Za-z][\w.#-]{0,127}$/.test(code) ? code : '',
    message: isRefusal && !ofTheAccount.test(String(code)) ? wordsOf(String(message), sent) : '',
    shape: [...new Set(shapeOf(value))].sort(),
    headers: Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => headerNames.test(name))
        .map(([name, header]) => [name, wordsOfHeader(name, String(header))]),
    ),
  }
}

/** The type of the content, or whether it is there. */
const wordsOfHeader = (name: string, value: string): string =>
  name === 'content-type' ? value.toLowerCase().replace(/\s/g, '') : value === '*' ? value : '…'
