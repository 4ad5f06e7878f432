import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'rolldown'

/** The MIT licence of an author whose package names it without including its text. */
const mitOf = ({ name, license, author }) => {
  if (license !== 'MIT' || typeof author !== 'string') throw new Error(`${name} has no licence text`)
  return readFileSync('LICENSE', 'utf8')
    .trim()
    .replace(/^Copyright.*$/m, `Copyright (c) ${author}`)
}

/** The licence text of a package. Licences require it in every copy of the code. */
const noticeOf = folder => {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const { name, version, license } = about
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|notice|copying)/i.test(file))
  const texts = files.map(file => readFileSync(join(folder, file), 'utf8').trim())
  const text = texts.join('\n\n') || mitOf(about)
  return `${name} ${version} (${license})\n\n${text}\n`
}

const licenseNotices = {
  name: 'license-notices',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)
    const folders = modules.map(id => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter(Boolean)
    const notices = [...new Set([...folders, resolve(library)])].sort().map(noticeOf)
    this.emitFile({ type: 'asset', fileName: 'cli/LICENSES.txt', source: notices.join(`\n${'-'.repeat(80)}\n\n`) })
  },
}

/** The view library of the page, and what the page loads of it. */
const library = 'node_modules/lit-html'
const libraryFiles = ['lit-html.js', 'directive.js', 'directive-helpers.js', 'directives/repeat.js']

/** The page's files as they are, and with them those of its library. */
const pageFiles = {
  name: 'page-files',
  generateBundle() {
    const page = readdirSync('src/http/page').filter(file => /\.(?:html|css|js)$/.test(file))
    const emit = (fileName, path) => this.emitFile({ type: 'asset', fileName, source: readFileSync(path) })
    for (const file of page) emit(`http/page/${file}`, join('src/http/page', file))
    for (const file of libraryFiles) emit(`http/page/lit-html/${file}`, join(library, file))
  },
}

/** Escapes characters beyond ASCII: one of them makes V8 store the whole file with two bytes per character. */
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
    // The command, bundled except for SQLite, in chunks that load on demand.
    ...common,
    input: { cli: 'src/cli.ts' },
    external: ['better-sqlite3'],
    plugins: [licenseNotices, pageFiles, asciiOnly],
    output: {
      // Node starts a CommonJS module four milliseconds sooner.
      format: 'cjs',
      strict: true,
      dir,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'cli/[name]-[hash].cjs',
      // A separate chunk of dependencies makes Rolldown put its runtime into a chunk too. Otherwise the runtime would be in
      // the server's chunk, and the health check would load both.
      // The packages of XML are left to the chunks that use them: only `compare` has its parser.
      codeSplitting: {
        groups: [
          {
            name: 'dependencies',
            test: /node_modules\/(?!node-forge\/|fast-xml|strnum\/|@nodable\/|path-expression|xml-naming|anynum|is-unsafe)/,
          },
        ],
      },
      // Function names are kept for logged stacks.
      minify: { mangle: { keepNames: true } },
      cleanDir: true,
    },
  },
  {
    // The library, with its dependencies installed separately.
    ...common,
    input: { client: 'src/client.ts', index: 'src/index.ts', testcontainers: 'src/testcontainers.ts' },
    external: id => !/^[./]/.test(id),
    output: { format: 'esm', dir, entryFileNames: '[name].js', chunkFileNames: 'lib/[name]-[hash].js' },
  },
])
