const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<unknown>

/**
 * Runs JavaScript of a page unchanged, except for its imports.
 *
 * @param names the names that it uses: its imports, and names from the surrounding page
 */
export const runSnippet = (code: string, names: Readonly<Record<string, unknown>>): Promise<unknown> =>
  new AsyncFunction(...Object.keys(names), code.replace(/^import .*$/gm, ''))(...Object.values(names))
