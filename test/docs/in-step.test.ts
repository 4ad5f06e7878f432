import t from 'tap'
import { anchorOf, codesOf, linksOf, type Page, readmes, type Section } from '../support/page.ts'

const [english, chinese] = readmes as [Page, Page]

/** A link into a page leads to a place in it, whatever that is called there; links to the other page are the same link. */
const targetIn = (page: Page, link: string): string => {
  if (readmes.some(({ file }) => file === link)) return 'the other README'
  if (!link.startsWith('#')) return link
  const place = page.sections.findIndex(({ heading }) => anchorOf(heading) === link)
  return place === -1 ? `${link}, which is no heading` : `heading ${place}`
}

const numbersOf = (text: string): string[] => text.replace(/`[^`]*`/g, '').match(/\d+/g) ?? []

/** What does not depend on the language of a section. The order of links and codes in prose does. */
const factsOf = ({ level, blocks, tables, prose }: Section, page: Page) => ({
  level,
  blocks: blocks.map(({ language, code }) => [language, ...code.split('\n')]),
  tables: tables.map(rows => rows.map(cells => cells.map(cell => [...codesOf(cell), ...numbersOf(cell)]))),
  links: linksOf(prose)
    .map(link => targetIn(page, link))
    .sort(),
  codes: codesOf(prose).sort(),
})

await t.test('the README says the same in both languages', async t => {
  t.equal(chinese.sections.length, english.sections.length, 'as many headings')
  for (const [index, section] of english.sections.entries()) {
    const translated = chinese.sections[index] as Section
    t.strictSame(factsOf(translated, chinese), factsOf(section, english), `${section.heading}: ${translated.heading}`)
  }
})

await t.test('each links the other in its first lines', async t => {
  t.match(english.text, /^# copysnapshot-emulator\n\n\[中文\]\(README\.zh-CN\.md\)\n/)
  t.match(chinese.text, /^# copysnapshot-emulator\n\n\[English\]\(README\.md\)\n/)
})

await t.test('the Chinese one is Chinese: every heading but names, and every paragraph in one line', async t => {
  const names = ['', 'copysnapshot-emulator', 'Docker', 'Testcontainers', 'https']
  const kept = chinese.sections.map(({ heading }) => heading).filter(heading => !/\p{Script=Han}/u.test(heading))
  t.same(kept, names)
  // GitHub shows a line break between two Chinese characters as a space.
  for (const { prose } of chinese.sections) t.notMatch(prose, /[\p{Script=Han}，；：、]\n\p{Script=Han}/u)
})
