import type { CopySnapshotEmulatorContainer } from '../../src/testcontainers.ts'
import { blockNamed } from './page.ts'
import { runSnippet } from './snippet.ts'

/**
 * Runs the README's lines that start a container.
 *
 * @returns what each getter gave, and what the comment beside it says; both speak of a host and a port of their own
 */
export const containerLines = async (Container: typeof CopySnapshotEmulatorContainer) => {
  const { code } = blockNamed('js: import { CopySnapshotEmulatorContainer }')
  const values: string[] = []
  const said = [...code.matchAll(/^emulator\.get\w+\(.*\) \/\/ '(.*?)'/gm)].map(([, value]) => value as string)
  const lines = code.replace(/^emulator\.(get.*?\)).*$/gm, 'values.push(emulator.$1)')
  await runSnippet(lines, { CopySnapshotEmulatorContainer: Container, values })
  const port = values[0]?.split(':')[1] as string
  return {
    values: values.map(value => value.replace(/\b(?:localhost|127\.0\.0\.1):\d+/, `localhost:${port}`)),
    said: said.map(value => value.replace('49153', port)),
  }
}
