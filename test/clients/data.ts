import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { EmulatorOptions } from '../../src/index.ts'
import type { Row } from '../support/refusal-table.ts'
import { refusalSteps } from './refusal-steps.ts'

export const here = import.meta.dirname

/**
 * How a client reports a refusal. `{code}`, `{status}`, `{message}` and `{requestId}` are those of the service, `{quoted}` is the
 * message as Python quotes it, `{protocol}` and `{endpoint}` are where the call went.
 */
export interface Reports {
  /** One name, or names for statuses below 500, from 500 on, and for codes of throttling. */
  readonly class: string | { readonly client: string; readonly server: string; readonly throttling: string }
  readonly code: string | null
  readonly status: '{status}' | null
  readonly message: string
}

export interface Client {
  readonly id: string
  readonly language: string
  readonly package: string
  readonly version: string
  /** The file or folder that pins the versions. */
  readonly pins: string
  /** Names for groups of clients. */
  readonly kinds: readonly string[]
  /** Further arguments of the program. */
  readonly args?: readonly string[]
  readonly reports: Reports
  /** The variable that names the certificate to trust, for a client that has no setting for it. */
  readonly trust?: string
  /** Its classes have zero, false or an empty text for a member that is not set. */
  readonly zeroes?: true
  /** Its classes leave out the member between a list's name and its entries. */
  readonly bareLists?: true
  /** Why answers are not compared member by member. */
  readonly noModels?: string
}

// biome-ignore lint/suspicious/noExplicitAny: expectations, parameters and answers are JSON
export type Json = any

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

export interface Step {
  readonly name?: string
  /** An action, called by the client. */
  readonly call?: string
  readonly version?: string
  readonly params?: Readonly<Record<string, Json>>
  /** Parameters of an earlier call, which must succeed. */
  readonly before?: Readonly<Record<string, Json>>
  readonly key?: Row['key']
  readonly retries?: number
  readonly answer?: Json
  readonly refusal?: Refusal
  /** Members of the report in which a client differs. */
  readonly reported?: Json
  /** What the client throws when there is no answer; members that are named. */
  readonly failure?: Json
  readonly calls?: number
  readonly copies?: number
  /** Follows NextToken: the path of the list, the number of its entries and of the pages. */
  readonly pages?: { readonly list: string; readonly entries: number; readonly pages: number }
  /** Names for members of the answer, by their paths. */
  readonly keep?: Readonly<Record<string, string>>
  readonly for?: Readonly<Record<string, Partial<Step>>>
  /** Why a client differs. */
  readonly why?: string
  /** A member of the emulator, called by the runner. */
  readonly control?: string
  readonly args?: readonly Json[]
  readonly repeat?: number
}

export interface NotApplicable {
  readonly clients: string
  readonly steps: readonly string[] | '*'
  readonly reason: string
  /** The program itself has to say that the client has no such action or parameter. */
  readonly unsupported?: true
}

export interface Story {
  readonly name: string
  readonly emulator: EmulatorOptions
  /** Calls go to the https port. */
  readonly https?: boolean
  /** The client trusts the certificate, by its setting or by the variable of a program of its own. */
  readonly trusted?: boolean
  /** The contract whose refusals, as the errors page lists them, are steps too. */
  readonly refusals?: string
  readonly steps: readonly Step[]
  readonly na: readonly NotApplicable[]
}

const read = (path: string): Json => JSON.parse(readFileSync(join(here, path), 'utf8'))

export const clients: readonly Client[] = read('clients.json')

/** The members that the models of clients do not have: clients, action, paths. */
export const lacks: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = read('lacks.json')

/** All stories. The steps of a story of refusals are the rows of the errors page. */
export const stories: readonly Story[] = readdirSync(join(here, 'stories'))
  .sort()
  .map(file => {
    const story = read(join('stories', file))
    const rows = story.refusals === undefined ? [] : refusalSteps(story.refusals)
    return { na: [], ...story, steps: [...(story.steps ?? []), ...rows], name: basename(file, '.json') }
  })

/** Whether a client is meant by names: ids, languages or kinds, separated by spaces; `*` is every client. */
export const isMeant = ({ id, language, kinds }: Client, names: string): boolean =>
  names.split(' ').some(name => name === '*' || name === id || name === language || kinds.includes(name))

/** A step as one client takes it. A change to null takes a member away. */
export const stepFor = (client: Client, step: Step): Step => {
  const changes = Object.entries(step.for ?? {}).filter(([names]) => isMeant(client, names))
  const changed = Object.assign({ ...step }, ...changes.map(([, change]) => change))
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null))
}

/** The row that says why a client cannot do a step. */
export const notApplicable = (client: Client, story: Story, { name = '' }: Step): NotApplicable | undefined =>
  story.na.find(({ clients, steps }) => isMeant(client, clients) && (steps === '*' || steps.includes(name)))
