import { readdirSync, readFileSync } from 'node:fs'

/** A fenced block of code. */
export interface Block {
  readonly language: string
  /** Its text, without the fences. */
  readonly code: string
  /** Its name in tests: its language and its first line with a word. */
  readonly name: string
}

/** The content from a heading to the next. */
export interface Section {
  readonly level: number
  readonly heading: string
  readonly blocks: readonly Block[]
  /** Tables of rows of cells; the first row is the head. */
  readonly tables: readonly (readonly (readonly string[])[])[]
  /** The text without its blocks. */
  readonly prose: string
}

export interface Page {
  readonly file: string
  readonly text: string
  readonly sections: readonly Section[]
}

const fenced = /^```(\w*)\n([\s\S]*?)^```$/gm

const blockOf = ([, language = '', code = '']: RegExpExecArray): Block => {
  const first = code.split('\n').find(line => /\w/.test(line)) ?? ''
  return { language, code, name: `${language}: ${first.trim()}` }
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => cell.trim())

const tablesOf = (prose: string): string[][][] =>
  [...prose.matchAll(/(?:^\|.*\n?)+/gm)].map(([table]) =>
    table
      .trimEnd()
      .split('\n')
      .filter((_, index) => index !== 1)
      .map(cellsOf),
  )

/** The sections of a Markdown page; the text before the first heading is a section of level 0. */
export const pageOf = (file: string, text: string = readFileSync(file, 'utf8')): Page => {
  const blocks: Block[] = []
  const withoutBlocks = text.replace(fenced, (...match) => `\0${blocks.push(blockOf(match as never)) - 1}\0`)
  const parts = withoutBlocks.split(/^(#{1,6}) (.*)$/m)
  const sections = [{ level: 0, heading: '', body: parts[0] ?? '' }]
  for (let i = 1; i < parts.length; i += 3) {
    sections.push({ level: parts[i]?.length ?? 0, heading: parts[i + 1] ?? '', body: parts[i + 2] ?? '' })
  }
  return {
    file,
    text,
    sections: sections.map(({ level, heading, body }) => {
      const prose = body.replace(/\0\d+\0/g, '')
      const own = [...body.matchAll(/\0(\d+)\0/g)].map(([, index]) => blocks[Number(index)] as Block)
      return { level, heading, blocks: own, tables: tablesOf(prose), prose }
    }),
  }
}

/** The inline codes of a text, in order. */
export const codesOf = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' '))

/** The link targets of a text, in order. */
export const linksOf = (text: string): string[] =>
  [...text.matchAll(/(?:\]\(|<img src=")([^)"\s]+)/g)].map(([, link = '']) => link)

/** The anchor that GitHub gives a heading. */
export const anchorOf = (heading: string): string =>
  `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')}`

/** The index of a language in a pair: English, Chinese. */
export type Language = 0 | 1

/** The pages for users in both languages: the README and each page of docs/ with a Chinese version. */
export const pages: readonly (readonly [Page, Page])[] = [
  [pageOf('README.md'), pageOf('README.zh-CN.md')],
  ...readdirSync('docs/zh-CN')
    .toSorted()
    .map(name => [pageOf(`docs/${name}`), pageOf(`docs/zh-CN/${name}`)] as const),
]

/** The section in a language, by its English heading. */
export const sectionOf = (language: Language, heading: string): Section => {
  const pair = pages.find(([english]) => english.sections.some(section => section.heading === heading))
  const index = pair?.[0].sections.findIndex(section => section.heading === heading) ?? -1
  const section = pair?.[language].sections[index]
  if (section === undefined) throw new Error(`no page has the section ${heading}`)
  return section
}

/** The rows of the first table under a heading, without the header row. */
export const rowsUnder = (language: Language, heading: string): readonly (readonly string[])[] =>
  sectionOf(language, heading).tables[0]?.slice(1) ?? []

/** Every block of the English pages. The in-step test checks that the Chinese pages have the same blocks. */
export const blocks: readonly Block[] = pages.flatMap(([{ sections }]) => sections.flatMap(section => section.blocks))

/** The block whose name (language and first line) starts with this text. */
export const blockNamed = (name: string): Block => {
  const [block, ...others] = blocks.filter(other => other.name.startsWith(name))
  if (block === undefined || others.length > 0) throw new Error(`not one block begins ${name}`)
  return block
}
