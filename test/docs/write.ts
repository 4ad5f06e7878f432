import { readFileSync, writeFileSync } from 'node:fs'
import { generatedFiles, readmes, withTables } from './generated.ts'

/** Writes every document that is made from tables. */
for (const [file, text] of generatedFiles()) writeFileSync(file, text)
for (const file of Object.keys(readmes)) writeFileSync(file, withTables(file, readFileSync(file, 'utf8')))
