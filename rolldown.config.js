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
    // Pure, so that what nobody imports is not read.
    const lines = exported.map(([member]) => `export const ${member} = /* @__PURE__ */ (of => of.${member})(builtin)`)
    return `const builtin = process.getBuiltinModule('${name}')\n${lines.join('\n')}`
  },
}

/** What a dependency requires at its start and needs only for what is not done here, or seldom. */
const onDemand = {
  name: 'on-demand',
  resolveId: (id, _importer, { kind }) =>
    ['node:http2', 'node:https'].includes(id) && kind === 'require-call' ? `\0on demand ${id}` : null,
  load(id) {
    const name = /^\0on demand (.*)/.exec(id)?.[1]
    return name && `module.exports = new Proxy({}, { get: (_, member) => process.getBuiltinModule('${name}')[member] })`
  },
}

/** Compilers of schemas that Fastify does not load, since it is given what checks and writes. */
const unused = ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler']
const leftOut = {
  name: 'left-out',
  resolveId: id => (unused.includes(id) ? `\0left out ${id}` : null),
  load: id => (id.startsWith('\0left out ') ? 'module.exports = undefined' : null),
}

/** One letter beyond ASCII makes V8 keep a whole file at two bytes a letter; an escape says the same. */
const asciiOnly = {
  name: 'ascii-only',
  generateBundle(_options, bundle) {
    const escaped = letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\n -~\t\r]/g, escaped)
    }
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
    plugins: [licenseNotices, plainBuiltins, onDemand, leftOut, asciiOnly],
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
