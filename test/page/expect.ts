import type { Locator } from 'playwright-core'
import type { Test } from 'tap'

/** Waits until an element's text, or the value of a field, matches. */
export const expect = async (t: Test, element: Locator, pattern: RegExp, what = String(pattern)): Promise<void> => {
  const handle = await element.elementHandle()
  // A button and a list item have a value too, which is empty or 0.
  const fits = ([node, source, flags]: [{ value?: string; innerText: string }, string, string]): boolean =>
    new RegExp(source, flags).test(node.value || node.innerText)
  try {
    await element.page().waitForFunction(fits, [handle, pattern.source, pattern.flags] as never, { timeout: 5000 })
    t.pass(what)
  } catch {
    t.fail(what, { found: await element.innerText() })
  }
}
