import type { CopySnapshotEmulatorContainer } from '../../src/testcontainers.ts'
import { blockNamed } from './page.ts'
import { runSnippet } from './snippet.ts'

/**
 * Runs the lines of docs/testing.md that start a container.
 *
 * @returns the value of each getter, and the value in the comment beside it, for this engine's host and port
 */
export const containerLines = async (Container: typeof CopySnapshotEmulatorContainer) => {
  const { code } = blockNamed('js: import { CopySnapshotEmulatorContainer }')
  const values: string[] = []
  const said = [...code.matchAll(/^emulator\.get\w+\(.*\) \/\/ '(.*?)'/gm)].map(([, value]) => value as string)
  const lines = code.replace(/^emulator\.(get.*?\)).*$/gm, 'values.push(emulator.$1)')
  await runSnippet(lines, { CopySnapshotEmulatorContainer: Container, values })
  const [endpoint] = values[0]?.match(/^[\w.-]+:\d+$/) ?? []
  if (!endpoint) throw new Error(`An endpoint is a host and a port, not ${values[0]}`)
  return { values, said: said.map(value => value.replace('localhost:49153', endpoint)) }
}
