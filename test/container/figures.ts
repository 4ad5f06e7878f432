import { appendFileSync } from 'node:fs'

/** The variable with the name of the file that collects the figures of a run. */
export const figuresFile = 'FIGURES_FILE'

/** Records a figure for the last lines of the run. */
export const figure = (name: string, value: string): void => {
  const file = process.env[figuresFile]
  if (file !== undefined) appendFileSync(file, `  ${name.padEnd(20)} ${value}\n`)
}
