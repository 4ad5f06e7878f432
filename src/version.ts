import metadata from '../package.json' with { type: 'json' }

export const packageVersion: string = metadata.version

/** The oldest supported Node.js. Older versions crash inside the SQLite binding without an explanation. */
const oldest = [22, 18] as const

/** Explains in one sentence why this Node.js version is too old; undefined when it is supported. */
export const whyTooOld = (version: string = process.versions.node): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return `copysnapshot-emulator needs Node.js ${oldest.join('.')} or later; this is ${version}.`
}
