import { dirname, join, resolve } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import type { Setting } from '../src/model/setting.ts'
import { settings } from '../src/settings-table.ts'

/** Emits the types of the package in memory, as its build does. */
const packedTypes = (): ReadonlyMap<string, string> => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.build.json',
    {},
    host,
  ) as ts.ParsedCommandLine
  const files = new Map<string, string>()
  ts.createProgram(fileNames, options).emit(undefined, (name, text) => files.set(resolve(name), text))
  return files
}

await t.test('every option of createEmulator() has a doc comment with its meaning and default', async t => {
  const types = packedTypes()
  const user = resolve('dist/types/user.ts')
  const names = Object.entries<Setting>(settings).flatMap(([name, { option }]) => (option === false ? [] : [name]))
  const program = `import type { EmulatorOptions } from './index.js'\nexport const read = (options: EmulatorOptions) => [
    ${names.map(name => `options.${name}`).join(',\n')}]`
  const files = new Map([...types, [user, program]])
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      module: ts.ModuleKind.NodeNext,
      skipLibCheck: true,
      types: ['node'],
    }),
    getScriptFileNames: () => [user],
    getScriptVersion: () => '',
    getScriptSnapshot: name => {
      const text = files.get(name) ?? ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: name => files.has(name) || ts.sys.fileExists(name),
    readFile: name => files.get(name) ?? ts.sys.readFile(name),
    directoryExists: name =>
      [...files.keys()].some(file => dirname(file).startsWith(name)) || ts.sys.directoryExists(name),
  })
  t.same(service.getSemanticDiagnostics(user), [], 'it has every option')
  for (const name of names) {
    const info = service.getQuickInfoAtPosition(user, program.indexOf(`options.${name}`) + 'options.'.length)
    const doc = ts.displayPartsToString(info?.documentation)
    t.match(doc, /^[A-Z`].*\.$/, name)
    const row = settings[name as keyof typeof settings] as Setting
    const fallback = row.optionDefault ?? row.default
    if (typeof fallback !== 'function' && fallback !== undefined) t.match(doc, `Default: \`${fallback}\``, name)
    t.match(ts.displayPartsToString(info?.displayParts), `(property) ${name}?: `)
  }
  t.notOk(types.get(join(resolve('dist/types'), 'settings.d.ts'))?.includes('any'), 'no type was lost')
})
