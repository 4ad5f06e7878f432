import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'rolldown'

/** Licences ask that their text goes wherever the code goes. */
const noticeOf = folder => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder).filter(file => /^(licen[cs]e|notice|copying)/i.test(file))
  const text = texts.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  return `${name} ${version} (${license})\n\n${text}\n`
}

const licenseNotices = {
  name: 'license-notices',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)
    const folders = modules.map(id => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter(Boolean)
    const notices = [...new Set(folders)].sort().map(noticeOf)
    this.emitFile({ type: 'asset', fileName: 'main/LICENSES.txt', source: notices.join(`\n${'-'.repeat(80)}\n\n`) })
  },
}

/**
 * Imports of Node's own modules, without the ES modules that Node makes of them: to fill one it reads everything that is
 * in it, also what is loaded on demand, so that `node:http` would load a WebSocket client at every start.
 */
const plainBuiltins = {
  name: 'plain-builtins',
  resolveId: (id, _importer, { kind }) => (id.startsWith('node:') && kind === 'import-statement' ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith('\0node:')) return null
    const name = id.slice(1)
    const members = Object.entries(Object.getOwnPropertyDescriptors(process.getBuiltinModule(name)))
    const exported = members.filter(([member, { get }]) => get === undefined && /^[A-Za-z]\w*$/.test(member))
    const lines = exported.map(([member]) => `export const ${member} = builtin.${member}`)
    return `const builtin = process.getBuiltinModule('${name}')\n${lines.join('\n')}`
  },
}

const common = { platform: 'node', tsconfig: false, logLevel: 'warn' }
const file = { format: 'esm', dir: 'dist', entryFileNames: '[name].js' }

export default defineConfig([
  {
    // The command: all of it but the native binding, in parts that are loaded when they are needed.
    ...common,
    input: { main: 'src/main.ts' },
    external: ['better-sqlite3'],
    plugins: [licenseNotices, plainBuiltins],
    // Names are kept: they are what a logged stack says.
    output: { ...file, chunkFileNames: 'main/[name]-[hash].js', minify: { mangle: false }, cleanDir: true },
  },
  {
    // The library: its dependencies are installed beside it.
    ...common,
    input: { client: 'src/client.ts', index: 'src/index.ts', testcontainers: 'src/testcontainers.ts' },
    external: id => !/^[./]/.test(id),
    output: { ...file, chunkFileNames: 'lib/[name]-[hash].js' },
  },
])
