import { appendFileSync } from 'node:fs'

/** The variable that names the file which the figures of a run are gathered in. */
export const figuresFile = 'FIGURES_FILE'

/** Writes a figure down for the last lines of the run. */
export const figure = (name: string, value: string): void => {
  const file = process.env[figuresFile]
  if (file !== undefined) appendFileSync(file, `  ${name.padEnd(20)} ${value}\n`)
}
