import type { Members, RecordOf } from '../model/members.ts'

/** How SQLite keeps each kind of member. */
const types = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER', json: 'TEXT' }

/** A value that SQLite takes. */
export type Value = string | number | null

/** What a table has beside the columns of its members. */
interface Extras {
  /** Further columns and constraints, in SQL. */
  readonly more?: readonly string[]
  /** What comes after CREATE. */
  readonly indexes?: readonly string[]
}

/**
 * A table of records: a column for each member, under the member's name. A new row's key, `seq`, is one above the largest:
 * so it costs little in a file.
 */
export class Table<M extends Members> {
  readonly name: string
  readonly members: M
  /** The SQL that makes the table and its indexes. */
  readonly ddl: string
  /** The SQL that adds a row, bound to `values`. */
  readonly insert: string
  /** The SQL that adds a row, or changes the one that is there already under a unique key. */
  readonly upsert: string
  readonly #kinds: readonly (readonly [member: string, kind: keyof typeof types])[]
  /** The members that SQLite keeps as something else, and whether as JSON. */
  readonly #converted: readonly (readonly [member: string, isJson: boolean])[]

  constructor(name: string, members: M, { more = [], indexes = [] }: Extras = {}) {
    this.name = name
    this.members = members
    this.#kinds = Object.entries(members).map(([member, { kind }]) => [member, kind])
    this.#converted = this.#kinds
      .filter(([, kind]) => kind === 'json' || kind === 'boolean')
      .map(([member, kind]) => [member, kind === 'json'])
    const columns = Object.entries(members).map(
      ([member, { kind, nullable }]) => `"${member}" ${types[kind]}${nullable ? '' : ' NOT NULL'}`,
    )
    this.ddl = [
      `CREATE TABLE ${name} (seq INTEGER PRIMARY KEY, ${[...columns, ...more].join(', ')});`,
      ...indexes.map(index => `CREATE ${index};`),
    ].join('\n')
    this.insert = `INSERT INTO ${name} (${this.columns()}) VALUES (${columns.map(() => '?').join(', ')})`
    const changes = this.#kinds.map(([member]) => `"${member}" = excluded."${member}"`)
    this.upsert = `${this.insert} ON CONFLICT DO UPDATE SET ${changes.join(', ')}`
  }

  /** The columns of the members, to be selected; with the table's alias and a dot where it has one. */
  columns(alias = ''): string {
    return this.#kinds.map(([member]) => `${alias}"${member}"`).join(', ')
  }

  /** What `insert` binds for a record: by position, since SQLite looks names up one by one. */
  values(record: RecordOf<M>): Value[] {
    return this.#kinds.map(([member, kind]) => {
      const value = record[member]
      if (kind === 'boolean') return value ? 1 : 0
      return kind === 'json' && value !== null ? JSON.stringify(value) : (value as Value)
    })
  }

  /** The record of a row with these columns, which becomes it. */
  read(row: unknown): RecordOf<M> {
    const record = row as Record<string, unknown>
    for (const [member, isJson] of this.#converted) {
      const value = record[member]
      if (!isJson) record[member] = value === 1
      else if (value !== null) record[member] = JSON.parse(value as string)
    }
    return record as RecordOf<M>
  }
}
