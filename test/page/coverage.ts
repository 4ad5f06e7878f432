import type { Page } from 'playwright-core'

type Entry = Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>[number]

/** For each character of a script, whether it ran. An inner range overrides the ranges around it. */
const ranIn = ({ source = '', functions }: Entry): boolean[] => {
  const ran = Array.from(source, () => false)
  for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges)) {
    ran.fill(count > 0, startOffset, endOffset)
  }
  return ran
}

/** Which code of the page ran in any of several visits. */
export class PageCoverage {
  readonly #scripts = new Map<string, { source: string; ran: boolean[] }>()

  async start(page: Page): Promise<void> {
    await page.coverage.startJSCoverage({ resetOnNavigation: false })
  }

  async stop(page: Page): Promise<void> {
    for (const entry of await page.coverage.stopJSCoverage()) {
      const { pathname } = new URL(entry.url)
      const known = this.#scripts.get(pathname)
      const ran = ranIn(entry)
      if (known === undefined) this.#scripts.set(pathname, { source: entry.source ?? '', ran })
      else known.ran = known.ran.map((before, i) => before || ran[i] === true)
    }
  }

  /** The names of the page's own scripts. */
  get names(): string[] {
    return [...this.#scripts.keys()].flatMap(path => /^\/_emulator\/page\/([\w-]+\.js)$/.exec(path)?.[1] ?? []).sort()
  }

  /** The lines of a script with code that never ran. */
  missed(name: string): string[] {
    const { source, ran } = this.#scripts.get(`/_emulator/page/${name}`) ?? { source: '', ran: [] }
    let at = 0
    return source.split('\n').filter(line => {
      const start = at
      at += line.length + 1
      return [...line].some((letter, i) => /\w/.test(letter) && !ran[start + i])
    })
  }
}
