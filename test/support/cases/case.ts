import type { Params } from '../oracle.ts'

/** One refusal: what leads to it, and what it looks like. */
export interface RefusalCase {
  readonly action: string
  readonly status: number
  readonly code: string
  readonly message: string
  readonly when: string
  readonly params: Params
  /** The access key's id. */
  readonly key: string
  /** Whether the data must be broken for it. */
  readonly broken: boolean
  /** A call of the same action that must have succeeded before. */
  readonly before?: Params
}

type Row = readonly [
  refusal: string,
  message: string,
  when: string,
  params: Params,
  more?: { readonly key?: string; readonly broken?: true; readonly before?: Params },
]

/** Makes the cases of an action of rows: status and code, message, what leads to it, and what differs from a good call. */
export const casesOf = (action: string, good: Params, rows: readonly Row[]): RefusalCase[] =>
  rows.map(([refusal, message, when, params, more]) => {
    const [status, code] = refusal.split(' ') as [string, string]
    return {
      action,
      status: Number(status),
      code,
      message,
      when,
      params: { ...good, ...params },
      key: 'testid',
      broken: false,
      ...more,
    }
  })

/** `Prefix.1` to `Prefix.n`, with a field after the number or none. */
export const numbered = (prefix: string, count: number, field = ''): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}.${i + 1}${field}`, `x${i + 1}`]))

export const closed = { key: 'testid-service-closed' }
export const poor = { key: 'testid-no-balance' }
export const broken = { broken: true } as const
export const unknownError = 'The request processing has failed due to some unknown error.'
export const noBalance = 'Your account does not have enough balance.'
export const noService = 'Snapshot service has not been opened yet.'
