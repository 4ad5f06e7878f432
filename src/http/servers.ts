import type { FastifyInstance } from 'fastify'
import { type AppParts, buildApp, type ServerCertificate } from './app.ts'

/** Where to listen. */
export interface Addresses {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  /** Of https, if there is a certificate; 0: a free one. */
  readonly tlsPort: number
}

/** The servers of one emulator: http, and beside it https if there is a certificate. Both answer alike. */
export class Servers {
  readonly app: FastifyInstance
  url = ''
  tlsUrl: string | undefined
  readonly #parts: AppParts
  readonly #makeCertificate: (() => Promise<ServerCertificate>) | undefined
  #tlsApp: FastifyInstance | undefined
  #pem: string | undefined

  constructor(parts: AppParts, makeCertificate?: () => Promise<ServerCertificate>) {
    this.#parts = parts
    this.#makeCertificate = makeCertificate
    this.app = this.#build()
  }

  async listen({ host, port, tlsPort }: Addresses): Promise<void> {
    const certificate = await this.#makeCertificate?.()
    if (certificate !== undefined) {
      this.#pem = certificate.cert
      this.#tlsApp = this.#build(certificate)
      this.tlsUrl = urlOf(await this.#tlsApp.listen({ host, port: tlsPort }))
    }
    this.url = urlOf(await this.app.listen({ host, port }))
  }

  async close(): Promise<void> {
    await Promise.all([this.app.close(), this.#tlsApp?.close()])
  }

  #build(certificate?: ServerCertificate): FastifyInstance {
    return buildApp({ ...this.#parts, certificate: () => this.#pem }, certificate)
  }
}

/** Who listens on every address is asked at its own. */
const urlOf = (address: string): string => address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
