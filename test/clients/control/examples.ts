import { cpSync } from 'node:fs'
import { createEmulator } from '../../../src/index.ts'
import { cache, examples, type Language, pythonCommands, run, works } from './languages.ts'

/** The command that runs the example of a language. */
const commandOf = async (language: Language): Promise<[command: string, ...args: string[]]> => {
  if (language === 'Python') return [`${await pythonCommands()}/pytest`, '--quiet']
  return language === 'Go' ? ['go', 'test', '-count=1', './...'] : ['mvn', '--batch-mode', '--quiet', 'test']
}

const buildImage = async (): Promise<boolean> => {
  const isBuilt =
    (await works('docker', ['info'])) &&
    (await works('docker', ['build', '--quiet', '--tag', 'copysnapshot-emulator', '.']))
  process.stdout.write(
    `The examples run ${isBuilt ? 'with the image' : 'without the image: no Docker engine builds it'}.\n`,
  )
  return isBuilt
}

let image: Promise<boolean> | undefined

/** Whether there is a Docker engine that builds the image. It is built once. */
const imageIsBuilt = (): Promise<boolean> => {
  image ??= buildImage()
  return image
}

/** Runs the example of a language in a copy of its folder: with the image, or against an emulator of this process. */
export const runExample = async (language: Language): Promise<string> => {
  const folder = `${cache}/example-${language.toLowerCase()}`
  cpSync(`${examples}/${language.toLowerCase()}`, folder, { recursive: true })
  const [command, ...args] = await commandOf(language)
  if (await imageIsBuilt()) {
    // Ryuk would need another image to be pulled. The examples stop their containers themselves.
    await run(command, args, folder, { TESTCONTAINERS_RYUK_DISABLED: 'true' })
    return 'ok the example\n'
  }
  await using emulator = createEmulator()
  await run(command, args, folder, { EMULATOR_URL: await emulator.listen() })
  return 'ok the example\n'
}
