import { XMLBuilder } from 'fast-xml-parser'

const builder = new XMLBuilder({ cdataPropName: 'cdata' })

/** Characters that XML forbids, even escaped. */
const unprintable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** A value of an XML document; a list repeats its element's name. */
type XmlPart = string | number | boolean | XmlTree
export type XmlValue = XmlPart | readonly XmlPart[]
export type XmlTree = { readonly [element: string]: XmlValue }

/** Replaces forbidden characters. Never throws: null and undefined become empty elements. */
const printable = (value: XmlValue | null | undefined): unknown => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.replace(unprintable, '\ufffd')
  if (Array.isArray(value)) return value.map(printable)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, printable(child)]))
}

/** Renders an XML document as the service does: a single-quoted declaration, no white space between elements. */
export const renderXml = (tree: XmlTree): string =>
  `<?xml version='1.0' encoding='UTF-8'?>${builder.build(printable(tree))}`

/** Wraps a text in a CDATA section. */
export const cdata = (text: string): XmlTree => ({ cdata: text })
