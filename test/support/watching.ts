import type { View } from '../../src/control/view.ts'

/** Reads the views of an emulator that listens. `next` resolves to the next one, or to undefined at the end. */
export const watching = async (url: string, query = '', init: RequestInit = {}) => {
  const gone = new AbortController()
  const response = await fetch(`${url}/_emulator/watch${query}`, { ...init, signal: gone.signal })
  const lines: string[] = []
  let rest = ''
  let reader: ReadableStreamDefaultReader<string> | undefined
  const next = async (): Promise<View | undefined> => {
    reader ??= (response.body as ReadableStream).pipeThrough(new TextDecoderStream()).getReader()
    while (lines.length === 0) {
      const { done, value } = await reader.read()
      if (done) return undefined
      const parts = (rest + value).split('\n')
      rest = parts.pop() as string
      lines.push(...parts)
    }
    return JSON.parse(lines.shift() as string)
  }
  return {
    response,
    next,
    /** Resolves to the next view that fits. */
    until: async (fits: (view: View) => boolean): Promise<View> => {
      for (;;) {
        const view = await next()
        if (view === undefined) throw new Error('the views have ended')
        if (fits(view)) return view
      }
    },
    leave: () => gone.abort(),
  }
}
