import { dirname, join } from 'node:path'
import t from 'tap'
import { anchorOf, codesOf, type Language, linksOf, type Page, pages, type Section } from '../support/page.ts'

/** The target of a link, independent of the language. */
const targetIn = (page: Page, language: Language, link: string): string => {
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? page.file : join(dirname(page.file), path)
  const pair = pages.find(pair => pair.some(page => page.file === file))
  if (pair === undefined) return link.startsWith('http') ? link : `${file}#${anchor}`
  const isOther = pair[language].file !== file
  const place = pair[language].sections.findIndex(({ heading }) => anchorOf(heading) === `#${anchor}`)
  return `${isOther ? 'in the other language ' : ''}${pair[0].file} ${anchor === undefined ? '' : place}`
}

const numbersOf = (text: string): string[] => text.replace(/`[^`]*`/g, '').match(/\d+/g) ?? []

/** A line of code without its comment, which is in the language of its page. */
const uncommented = (line: string): string => line.replace(/(?:(?<=\s)|^)(?:\/\/|#) .*$/, '')

/** What does not depend on the language of a section. The order of links and codes in prose does. */
const factsOf = ({ level, blocks, tables, prose }: Section, page: Page, language: Language) => ({
  level,
  blocks: blocks.map(({ language, code }) => [language, ...code.split('\n').map(uncommented)]),
  tables: tables.map(rows => rows.map(cells => cells.map(cell => [...codesOf(cell), ...numbersOf(cell)]))),
  links: linksOf(prose)
    .map(link => targetIn(page, language, link))
    .sort(),
  codes: codesOf(prose).sort(),
})

for (const [english, chinese] of pages) {
  await t.test(`${english.file} has the same content in both languages`, async t => {
    t.equal(chinese.sections.length, english.sections.length, 'number of headings')
    for (const [index, section] of english.sections.entries()) {
      const translated = chinese.sections[index] as Section
      const facts = factsOf(section, english, 0)
      t.strictSame(factsOf(translated, chinese, 1), facts, `${section.heading}: ${translated.heading}`)
    }
  })

  await t.test(`${english.file} and its Chinese page link each other in their first lines`, async t => {
    t.match(english.text, /^# .*\n\n\[中文\]\((README\.zh-CN|zh-CN\/[\w-]+)\.md\)\n/)
    t.match(chinese.text, /^# .*\n\n\[English\]\((README|\.\.\/[\w-]+)\.md\)\n/)
  })

  await t.test(`${chinese.file} has Chinese headings, except names, and one line per paragraph`, async t => {
    const names = ['', 'copysnapshot-emulator', 'Docker', 'Testcontainers', 'https']
    const kept = chinese.sections.map(({ heading }) => heading).filter(heading => !/\p{Script=Han}/u.test(heading))
    t.same(
      kept.filter(heading => !names.includes(heading)),
      [],
    )
    // GitHub shows a line break between two Chinese characters as a space.
    for (const { prose } of chinese.sections) t.notMatch(prose, /[\p{Script=Han}，；：、]\n\p{Script=Han}/u)
  })
}
