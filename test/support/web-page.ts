/** A response, as fetch and inject give it. */
interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Loads the page of an emulator and, from file to file, everything that it loads. Returns the responses by path. */
export const pageSources = async (get: (path: string) => Promise<Got>): Promise<ReadonlyMap<string, Got>> => {
  const sources = new Map<string, Got>()
  const load = async (path: string): Promise<void> => {
    if (sources.has(path)) return
    const got = await get(path)
    sources.set(path, got)
    for (const [, name = ''] of got.body.matchAll(/(?:src=|href=|from ?)["'](?!data:)([\w./-]+\.(?:js|css))["']/g)) {
      await load(new URL(name, `http://localhost${path}`).pathname)
    }
  }
  await load('/_emulator/')
  return sources
}

/** The same of an emulator that listens. */
export const pageSourcesAt = (url: string) =>
  pageSources(async path => {
    const response = await fetch(url + path)
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
  })
