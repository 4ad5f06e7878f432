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
    this.emitFile({ type: 'asset', fileName: 'cli/LICENSES.txt', source: notices.join(`\n${'-'.repeat(80)}\n\n`) })
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
    input: { cli: 'src/cli.ts' },
    external: ['better-sqlite3'],
    plugins: [licenseNotices, asciiOnly],
    output: {
      // Node starts a module of the older kind four milliseconds sooner.
      format: 'cjs',
      strict: true,
      dir,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'cli/[name]-[hash].cjs',
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
