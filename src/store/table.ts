import type { Members, RecordOf } from '../model/members.ts'

/** The SQLite type of each kind of member. */
const types = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER', json: 'TEXT' }

/** A value that SQLite can bind. */
export type Value = string | number | null

/** Additions to the member columns of a table. */
interface Extras {
  /** Further columns and constraints, in SQL. */
  readonly more?: readonly string[]
  /** Definitions in SQL, without `CREATE`. */
  readonly indexes?: readonly string[]
}

/**
 * A table of records: a column for each member, with the member's name. The key of a new row, `seq`, is one above the
 * largest, which costs little in a file.
 */
export class Table<M extends Members> {
  readonly name: string
  readonly members: M
  /** The SQL that creates the table and its indexes. */
  readonly ddl: string
  /** The SQL that adds a row, bound to `values`. */
  readonly insert: string
  /** The SQL that adds a row, or updates the row with the same unique key. */
  readonly upsert: string
  readonly #kinds: readonly (readonly [member: string, kind: keyof typeof types])[]
  /** The members that SQLite stores as another type, and whether as JSON. */
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

  /** Returns the member columns for a SELECT, each after `alias`: a table's alias and a dot, or nothing. */
  columns(alias = ''): string {
    return this.#kinds.map(([member]) => `${alias}"${member}"`).join(', ')
  }

  /** Returns the values that `insert` binds. They are bound by position: SQLite looks up names one by one. */
  values(record: RecordOf<M>): Value[] {
    return this.#kinds.map(([member, kind]) => {
      const value = record[member]
      if (kind === 'boolean') return value ? 1 : 0
      return kind === 'json' && value !== null ? JSON.stringify(value) : (value as Value)
    })
  }

  /** Converts a row with these columns to a record, in place. */
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
