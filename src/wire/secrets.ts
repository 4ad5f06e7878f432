import { timingSafeEqual } from 'node:crypto'

/** Compares secrets without revealing by timing how much of them matches. */
export const sameSecret = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
