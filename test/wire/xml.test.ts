import t from 'tap'
import { renderXml } from '../../src/wire/xml.ts'

t.test('a value without a text is an empty XML element', async t => {
  const tree = { A: { B: null, C: undefined, D: [{ E: null }, null], F: false, G: 0 } } as never
  t.equal(
    renderXml(tree),
    "<?xml version='1.0' encoding='UTF-8'?><A><B></B><C></C><D><E></E></D><D></D><F>false</F><G>0</G></A>",
  )
})
