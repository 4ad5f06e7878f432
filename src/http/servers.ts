import type { FastifyInstance } from 'fastify'
import { type AppDependencies, buildApp } from './app.ts'
import type { Certificate } from './certificate.ts'

/** A request to answer without a socket. */
export interface InjectRequest {
  /** Default: `GET`. */
  readonly method?: string
  /** Path and query. */
  readonly url: string
  /** Default: none. */
  readonly headers?: Readonly<Record<string, string>>
  /** Default: none. */
  readonly body?: string | Buffer
}

/** The response to an injected request. */
export interface InjectReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Converts Fastify's error for a cut-off response to the one that HTTP clients raise. */
const cutOff = (error: unknown): unknown =>
  (error as { code?: unknown }).code === 'LIGHT_ECONNRESET'
    ? Object.assign(new Error('The connection closed before the response was complete.'), { code: 'ECONNRESET' })
    : error

/** The dependencies that the servers do not supply themselves. */
type ServersDependencies = Omit<AppDependencies, 'url' | 'certificate'>

/** The servers of one emulator: http, and https if there is a certificate. Both behave the same. */
export class Servers {
  readonly #app: FastifyInstance
  url = ''
  tlsUrl: string | undefined
  readonly #dependencies: ServersDependencies
  readonly #makeCertificate: (() => Promise<Certificate>) | undefined
  #tlsApp: FastifyInstance | undefined
  #pem: string | undefined

  constructor(dependencies: ServersDependencies, makeCertificate?: () => Promise<Certificate>) {
    this.#dependencies = dependencies
    this.#makeCertificate = makeCertificate
    this.#app = this.#build()
  }

  /** @returns the http url */
  async listen(): Promise<string> {
    const { host, port, tlsPort } = this.#dependencies.settings
    const certificate = await this.#makeCertificate?.()
    if (certificate !== undefined) {
      this.#pem = certificate.cert
      this.#tlsApp = this.#build(certificate)
      this.tlsUrl = urlOf(await this.#tlsApp.listen({ host, port: tlsPort }))
    }
    this.url = urlOf(await this.#app.listen({ host, port }))
    return this.url
  }

  /** @throws {Error} with the code `ECONNRESET` when a fault cuts the response off */
  async inject({ method = 'GET', url, headers = {}, body }: InjectRequest): Promise<InjectReply> {
    const asked = { method: method as 'GET', url, headers, ...(body !== undefined && { payload: body }) }
    const reply = await this.#app.inject(asked).catch(error => Promise.reject(cutOff(error)))
    return { status: reply.statusCode, headers: reply.headers as Record<string, string>, body: reply.body }
  }

  /** Logs a warning. */
  warn(sentence: string): void {
    this.#app.log.warn(sentence)
  }

  async close(): Promise<void> {
    await Promise.all([this.#app.close(), this.#tlsApp?.close()])
  }

  #build(certificate?: Certificate): FastifyInstance {
    return buildApp({ ...this.#dependencies, url: () => this.url, certificate: () => this.#pem }, certificate)
  }
}

/** Replaces the unspecified address, to which clients cannot connect portably, with loopback. */
const urlOf = (address: string): string => address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
