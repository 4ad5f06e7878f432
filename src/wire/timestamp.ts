const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/

/**
 * Reads a timestamp of a call: `yyyy-MM-ddTHH:mm:ssZ`, with or without a fraction of the second (aliyun-sdk sends one).
 *
 * @returns epoch milliseconds, or undefined when it is not such a time
 */
export const parseTimestamp = (text: string): number | undefined => {
  if (!shape.test(text)) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at)) return undefined
  // Date.parse lets 30 February run over into March.
  return new Date(at).getUTCDate() === Number(text.slice(8, 10)) ? at : undefined
}

/** `yyyy-MM-ddTHH:mm:ssZ`, as answers give times. */
export const formatTimestamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
