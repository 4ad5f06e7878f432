import { object, type Shape, ShapeError, text } from '../model/shape.ts'
import { maxTags, type Tag, tagKey, tagValue } from '../model/tag.ts'

const rest = '128 characters, not beginning with aliyun or acs:, without http:// and https://'

/** A tag that the service accepts. */
export const tagShape: Shape<Tag> = object(
  { key: text(`a text of 1 to ${rest}`, tagKey), value: text(`a text of at most ${rest}`, tagValue) },
  {},
)

/** @throws {ShapeError} for duplicate keys or too many tags */
export const checkTags = (tags: readonly Tag[], place: string): void => {
  if (tags.length > maxTags) throw new ShapeError(place, `a list of at most ${maxTags} tags`)
  if (new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw new ShapeError(place, 'a list without duplicate keys')
  }
}
