const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/

/**
 * Parses a timestamp of a call: `yyyy-MM-ddTHH:mm:ssZ`, optionally with a fraction of the second (aliyun-sdk sends it).
 *
 * @returns epoch milliseconds, or undefined for any other text
 */
export const parseTimestamp = (text: string): number | undefined => {
  if (!shape.test(text)) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at)) return undefined
  // Date.parse rolls 30 February over into March.
  return new Date(at).getUTCDate() === Number(text.slice(8, 10)) ? at : undefined
}

/** Formats a time as `yyyy-MM-ddTHH:mm:ssZ`, as in answers. */
export const formatTimestamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
