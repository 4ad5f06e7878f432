import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShapeError } from '../model/shape.ts'
import { builtInParts } from './built-in.ts'
import { type NamedWorld, type World, worldShape } from './world.ts'
import { WorldError } from './world-error.ts'

const checked = (name: string, content: unknown): NamedWorld => {
  try {
    return { name, world: worldShape.check(content, '') }
  } catch (error) {
    throw new WorldError(name, (error as ShapeError).message)
  }
}

const parsed = (name: string, json: string): NamedWorld => {
  let content: unknown
  try {
    content = JSON.parse(json)
  } catch (error) {
    throw new WorldError(name, `it is not JSON (${(error as Error).message})`)
  }
  return checked(name, content)
}

const readFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (!isMissing(error)) throw new WorldError(path, `it cannot be read (${(error as Error).message})`)
    const names = Object.keys(builtInParts).join(', ')
    throw new WorldError(path, `there is no such file, and the built-in worlds are ${names}`)
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/**
 * Returns the paths of the .json files in a folder, ordered by name; none when the folder is missing.
 *
 * @throws {WorldError} when the folder cannot be read
 */
export const worldFiles = (folder: string): string[] => {
  try {
    const names = readdirSync(folder).filter(name => name.endsWith('.json'))
    return names.sort().map(name => join(folder, name))
  } catch (error) {
    if (isMissing(error)) return []
    throw new WorldError(folder, `it cannot be read (${(error as Error).message})`)
  }
}

/** Names a world that is given inline by a digest of its content. */
const inlineName = (json: string): string =>
  `given inline (${createHash('sha256').update(json).digest('hex').slice(0, 12)})`

const readWorld = (source: string | World): readonly NamedWorld[] => {
  if (typeof source !== 'string') return [checked(inlineName(JSON.stringify(source)), source)]
  if (source.trimStart().startsWith('{')) return [parsed(inlineName(source), source)]
  const builtIn = Object.hasOwn(builtInParts, source) ? builtInParts[source] : undefined
  return builtIn ?? [parsed(source, readFile(source))]
}

/**
 * Reads worlds, each given by name, by path, as JSON text or as an object. A world that is given twice is read once.
 *
 * @throws {WorldError} for the first source that is not a world
 */
export const readWorlds = (sources: readonly (string | World)[]): NamedWorld[] => [
  ...new Map(sources.flatMap(readWorld).map(read => [read.name, read])).values(),
]
