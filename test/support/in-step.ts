import { anchorOf, codesOf, linksOf, type Page, type Section } from './page.ts'

/** A text, or a list whose order is the language's own. */
type Value = string | readonly string[]
type Facts = Iterable<readonly [what: string, value: Value]>

/** Links into a page lead to a place in it, whatever that is called there; links to the other page are the same link. */
const targetIn = (page: Page, other: Page, link: string): string => {
  if (link === page.file || link === other.file) return 'the other README'
  if (!link.startsWith('#')) return link
  const place = page.sections.findIndex(({ heading }) => anchorOf(heading) === link)
  return place === -1 ? `${link}, which is no heading` : `heading ${place}`
}

const cellFacts = function* (tables: Section['tables']): Facts {
  for (const [index, table] of tables.entries()) {
    const name = `table ${index + 1}`
    yield [`the number of rows of ${name}`, String(table.length)]
    for (const [line, row] of table.entries()) {
      yield [`the number of cells in row ${line + 1} of ${name}`, String(row.length)]
      for (const [column, cell] of row.entries()) {
        const place = `cell ${column + 1} of row ${line + 1} of ${name}`
        yield [`the codes in ${place}`, codesOf(cell).join(' ')]
        yield [`the numbers in ${place}`, (cell.replace(/`[^`]*`/g, '').match(/\d+/g) ?? []).join(' ')]
      }
    }
  }
}

/** What does not depend on the language of a section, in the order in which it is compared. */
const sectionFacts = function* (section: Section, page: Page, other: Page): Facts {
  yield ['the level of the heading', String(section.level)]
  yield ['the number of blocks of code', String(section.blocks.length)]
  for (const [index, { language, code }] of section.blocks.entries()) {
    yield [`block of code ${index + 1}`, `${language}\n${code}`]
  }
  yield ['the number of tables', String(section.tables.length)]
  yield* cellFacts(section.tables)
  const links = linksOf(section.prose).map(link => targetIn(page, other, link))
  yield ['the links', links]
  yield ['the codes', codesOf(section.prose)]
}

const quoted = (value: string | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value))

/** The first of a list that another has less often. */
const firstMissing = (list: readonly string[], other: readonly string[]): string | undefined => {
  const left = [...other]
  return list.find(value => {
    const at = left.indexOf(value)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

/** The first line or member that two values do not share, from each; none when they are the same. */
const differenceOf = (a: Value, b: Value): [string | undefined, string | undefined] => {
  if (typeof a !== 'string' && typeof b !== 'string') return [firstMissing(a, b), firstMissing(b, a)]
  const [left, right] = [String(a).split('\n'), String(b).split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return at === -1 ? [undefined, right[left.length]] : [left[at], right[at]]
}

/**
 * Compares two pages that say the same in two languages: headings, blocks of code, tables, links and codes.
 *
 * @returns a sentence on the first difference, or undefined when there is none
 */
export const firstDifference = (a: Page, b: Page): string | undefined => {
  for (let index = 0; index < Math.max(a.sections.length, b.sections.length); index++) {
    const [here, there] = [a.sections[index], b.sections[index]]
    const where = `under "${here?.heading}" and "${there?.heading}"`
    if (here === undefined || there === undefined) {
      const [longer, heading] = here === undefined ? [b.file, there?.heading] : [a.file, here.heading]
      return `only ${longer} has the heading "${heading}"`
    }
    const others = [...sectionFacts(there, b, a)]
    for (const [at, [what, value]] of [...sectionFacts(here, a, b)].entries()) {
      const [mine, yours] = differenceOf(value, others[at]?.[1] ?? '')
      if (mine === undefined && yours === undefined) continue
      return `${what} ${where}: ${a.file} has ${quoted(mine)}, ${b.file} has ${quoted(yours)}`
    }
  }
  return undefined
}
