import { timingSafeEqual } from 'node:crypto'

/** Compares secrets without telling by the time it takes how much of them is right. */
export const sameSecret = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
