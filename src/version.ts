import metadata from '../package.json' with { type: 'json' }

/** The version of the package. */
export const packageVersion: string = metadata.version

/** The oldest Node.js that it runs on: older ones die inside the SQLite binding instead of saying so. */
const oldest = [22, 18] as const

/** Why this Node.js will not do, in one sentence; undefined when it will. */
export const whyTooOld = (version: string = process.versions.node): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return `copysnapshot-emulator needs Node.js ${oldest.join('.')} or newer; this is ${version}.`
}
