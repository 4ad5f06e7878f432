import { readFileSync, writeFileSync } from 'node:fs'
import { generatedFiles, withTables } from './generated.ts'

/** Writes every document that is made from tables. */
for (const [file, text] of generatedFiles()) writeFileSync(file, text)
for (const file of ['README.md', 'README.zh-CN.md']) writeFileSync(file, withTables(readFileSync(file, 'utf8')))
