/**
 * Returns a condition: a tag matches the wanted tag `f`, an entry of a bound list.
 *
 * @param key SQL of the tag's key
 * @param value SQL of the tag's value
 */
export const isWanted = (
  key: string,
  value: string,
): string => `${key} = f.value ->> 'key' AND (f.value -> 'values' = '[]'
  OR ${value} IN (SELECT value FROM json_each(f.value, '$.values')))`
