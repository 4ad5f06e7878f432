import { endsByPolls } from '../model/completion.ts'
import { type Image, snapshotsOfImage } from '../model/image.ts'
import type { State } from '../model/ports.ts'

/** Counts one poll of an image that ends by polls. The last one ends its snapshots with it. */
export const countImagePoll = (state: State, image: Image, now: number): void => {
  const left = (image.pollsLeft as number) - 1
  // It ends as of its creation, so that no change of the clock undoes it.
  const polled: Image = { ...image, pollsLeft: left, endsAt: left === 0 ? image.createdAt : null }
  state.images.put(polled)
  if (endsByPolls(polled)) return
  const { endsAt, outcome, finalProgress, accountId, regionId } = polled
  for (const id of snapshotsOfImage(polled)) {
    const snapshot = state.snapshots.find(accountId, regionId, id, now)
    if (snapshot !== undefined) state.snapshots.replace({ ...snapshot, endsAt, outcome, finalProgress })
  }
}
