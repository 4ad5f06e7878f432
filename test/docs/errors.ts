import type { Language } from '../support/page.ts'
import { keyOf, type Row, refusalRows, type Sender, senderOf } from '../support/refusal-table.ts'
import { code } from './markdown.ts'

const senders: Readonly<Record<Sender, readonly [string, string]>> = {
  any: ['any SDK', '任意 SDK'],
  some: ['some SDKs', '部分 SDK'],
  untyped: ['untyped', '弱类型客户端'],
  none: ['raw', '手工构造'],
}

const without = ['without', '不带'] as const
const appended = ['appended', '加在末尾'] as const
const signed = ['signed with', '签名版本'] as const
const before = ['after a call with', '需先调用一次'] as const

const codesOf = (params: Readonly<Record<string, string | null>>): string =>
  Object.entries(params)
    .map(([name, value]) => code(`${name}=${value}`))
    .join(' ')

/** The change that a row makes in the good call, as a reader makes it. */
const changeOf = (row: Row, language: Language): string => {
  const entries = Object.entries(row.change ?? {})
  const { id, token } = keyOf(row)
  const given = {
    ...(row.key !== undefined && { AccessKeyId: id, ...(token !== undefined && { SecurityToken: token }) }),
    ...Object.fromEntries(entries.filter(([, value]) => value !== null)),
  }
  return [
    codesOf(given),
    ...entries.filter(([, value]) => value === null).map(([name]) => `${without[language]} ${code(name)}`),
    row.appended === undefined ? '' : `${code(row.appended)} ${appended[language]}`,
    row.signature === undefined ? '' : `${signed[language]} ${row.signature}`,
    row.before === undefined ? '' : `${before[language]} ${codesOf(row.before)}`,
  ]
    .filter(text => text !== '')
    .join(language === 0 ? ', ' : '，')
}

/**
 * The cells of the table of refusals, one for each that a call of CopySnapshot can meet: first what most SDKs can send, then
 * in the order of the checks.
 */
export const refusalCells = (language: Language): string[][] =>
  Object.keys(senders)
    .flatMap(sender => refusalRows.filter(row => senderOf(row) === sender))
    .filter(({ action, broken }) => action === 'CopySnapshot' && broken === undefined)
    .map(row => [
      code(row.refusal.slice(4)),
      row.refusal.slice(0, 3),
      row.contract ?? (language === 0 ? 'both' : '两版'),
      changeOf(row, language),
      senders[senderOf(row)][language],
    ])
