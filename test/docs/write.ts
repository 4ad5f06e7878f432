import { writeFileSync } from 'node:fs'
import { generatedFiles } from './generated.ts'

/** Writes every document that is made from tables. */
for (const [file, text] of generatedFiles()) writeFileSync(file, text)
