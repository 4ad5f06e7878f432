import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
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
  // For each importer its own, so that none is put into a file of its own.
  resolveId: (id, importer, { kind }) =>
    id.startsWith('node:') && kind === 'import-statement' ? `\0plain ${id} ${importer}` : null,
  load(id) {
    const name = /^\0plain (\S+)/.exec(id)?.[1]
    if (name === undefined) return null
    const members = Object.entries(Object.getOwnPropertyDescriptors(process.getBuiltinModule(name)))
    const exported = members.filter(([member, { get }]) => get === undefined && /^[A-Za-z]\w*$/.test(member))
    // Pure, so that what nobody imports is not read.
    const lines = exported.map(([member]) => `export const ${member} = /* @__PURE__ */ (of => of.${member})(builtin)`)
    // An older Node.js lacks the first way, and should come far enough to be told that it is too old.
    return `const builtin = (process.getBuiltinModule ?? require)('${name}')\n${lines.join('\n')}`
  },
}

/** What is required at the start and needed only for what is not done here, or seldom: loaded at its first use. */
const seldom = ['node:dns', 'node:http2', 'node:https', '@fastify/proxy-addr', 'semver']
const onDemand = {
  name: 'on-demand',
  // Required, not imported: an ES import would look for the members before they are there.
  resolveId: (id, importer, { kind }) =>
    kind === 'require-call' && seldom.includes(id) && !importer.startsWith('\0') ? `\0on demand ${id}` : null,
  load(id) {
    const name = /^\0on demand (.*)/.exec(id)?.[1]
    if (name === undefined) return null
    const real = name.startsWith('node:') ? `process.getBuiltinModule('${name}')` : `require('${name}')`
    return `module.exports = new Proxy(function () {}, {
      get: (_, member) => ${real}[member],
      apply: (_, self, args) => Reflect.apply(${real}, self, args),
      construct: (_, args) => Reflect.construct(${real}, args),
    })`
  },
}

/** What stands in for modules that are asked for at the start; `undefined`: nothing here comes to use them. */
const standIns = {
  // Compilers of schemas: Fastify is given what checks and writes.
  '@fastify/ajv-compiler': 'undefined',
  '@fastify/fast-json-stringify-compiler': 'undefined',
  // Checks the regular expressions in routes: there are none here, and the three of the router's own are known.
  'safe-regex2': '() => true',
  'node:assert': "(holds, message) => holds || process.getBuiltinModule('node:assert')(holds, message)",
  // Log lines are written by this thread, to the stream that it is given.
  'node:worker_threads': '{ isMainThread: true }',
  'thread-stream': 'undefined',
  'node:perf_hooks': '{ performance: { now: () => process.hrtime().reduce((s, ns) => s * 1e3 + ns / 1e6) } }',
}
const standIn = {
  name: 'stand-in',
  resolveId(id) {
    const name = isBuiltin(id) ? `node:${id.replace(/^node:/, '')}` : id
    return Object.hasOwn(standIns, name) ? `\0stand-in ${name}` : null
  },
  load(id) {
    const name = /^\0stand-in (.*)/.exec(id)?.[1]
    return name === undefined ? null : `module.exports = ${standIns[name]}`
  },
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
const dir = 'dist'

export default defineConfig([
  {
    // The command: all of it but SQLite, in parts that are loaded when they are needed.
    ...common,
    input: { main: 'src/main.ts' },
    external: ['better-sqlite3'],
    // What other files need of the first one they find there.
    preserveEntrySignatures: 'allow-extension',
    plugins: [licenseNotices, standIn, onDemand, plainBuiltins, asciiOnly],
    output: {
      // Node starts a module of the older kind four milliseconds sooner.
      format: 'cjs',
      strict: true,
      dir,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'main/[name]-[hash].cjs',
      // With a file for what the server depends on, Rolldown's own code becomes a file too. Else it would be a part of the
      // server's, which the health check would load with it.
      codeSplitting: { groups: [{ name: 'dependencies', test: /node_modules\/(?!node-forge\/)/ }] },
      // Names are kept: they are what a logged stack says.
      minify: { mangle: { keepNames: true } },
      cleanDir: true,
    },
  },
  {
    // The library: its dependencies are installed beside it.
    ...common,
    input: { client: 'src/client.ts', index: 'src/index.ts', testcontainers: 'src/testcontainers.ts' },
    external: id => !/^[./]/.test(id),
    output: { format: 'esm', dir, entryFileNames: '[name].js', chunkFileNames: 'lib/[name]-[hash].js' },
  },
])
