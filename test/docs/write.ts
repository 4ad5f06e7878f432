import { writeFileSync } from 'node:fs'
import { generatedFiles } from './generated.ts'

/** Writes every generated document. */
for (const [file, text] of generatedFiles()) writeFileSync(file, text)
