const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<unknown>

/**
 * Runs JavaScript of a page as it is printed, but for its imports.
 *
 * @param names what it speaks of: what it imports, and what the page says around it
 */
export const runSnippet = (code: string, names: Readonly<Record<string, unknown>>): Promise<unknown> =>
  new AsyncFunction(...Object.keys(names), code.replace(/^import .*$/gm, ''))(...Object.values(names))
