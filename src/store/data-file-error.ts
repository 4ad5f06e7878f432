/** A data file that cannot be used; the message is one sentence that names the file. */
export class DataFileError extends Error {
  constructor(file: string, reason: string) {
    super(`The data file ${file} ${reason}.`)
    this.name = 'DataFileError'
  }
}
