import { text } from './shape.ts'

/** A text that is not empty. */
export const filled = text('a text that is not empty', /[\s\S]/)

/** An absolute time, or one that counts from the start. */
export const time = text(
  'a time such as 2026-01-31T00:00:00Z, or now, now-2h, now+30d (s, m, h or d)',
  /^(?:now(?:[+-]\d{1,9}[smhd])?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)$/,
)
