import { AbstractStartedContainer, GenericContainer, type StartedTestContainer, Wait } from 'testcontainers'
import { connect, type RemoteControl } from './client.ts'
import { type Settings, variableOf } from './settings/read.ts'
import type { World } from './world/world.ts'

/** The port inside the container. */
const containerPort = 8014

/** What the image sets itself, what is for people to read, and what no variable can say. */
type FixedSetting = 'host' | 'port' | 'worldDir' | 'help' | 'version' | 'logger' | 'machineClock'

/** Settings that a container may be started with; they are those of the command, in camelCase. */
export type ContainerSetting = Exclude<keyof Settings, FixedSetting>

/** What an environment variable can say of a setting. */
type ContainerValue<Name extends ContainerSetting> = Name extends 'world'
  ? string | readonly string[]
  : Extract<Settings[Name], string | number | boolean>

/** An access key that the emulator knows. */
interface AccessKey {
  readonly id: string
  readonly secret: string
}

/** The emulator in a container, not started yet. */
export class CopySnapshotEmulatorContainer extends GenericContainer {
  #worlds = 0
  #token: string | undefined
  // The key of the default world.
  #key: AccessKey = { id: 'testid', secret: 'testsecret' }

  /** @param image the name under which the image was built */
  constructor(image: string) {
    super(image)
    this.withExposedPorts(containerPort)
    this.withWaitStrategy(Wait.forHttp('/_emulator/health/ready', containerPort, { abortOnContainerExit: true }))
  }

  /** Adds a world, an object or the path of a JSON file, to those that it starts from. */
  withWorld(world: World | string): this {
    const target = `/worlds/${String(++this.#worlds).padStart(4, '0')}.json`
    const mode = 0o644
    if (typeof world === 'string') return this.withCopyFilesToContainer([{ source: world, target, mode }])
    return this.withCopyContentToContainer([{ content: JSON.stringify(world), target, mode }])
  }

  /** Sets one of the command's settings. */
  withSetting<Name extends ContainerSetting>(name: Name, value: ContainerValue<Name>): this {
    if (name === 'accessKeyId') this.#key = { ...this.#key, id: String(value) }
    if (name === 'controlToken') this.#token = String(value)
    if (name === 'accessKeySecret') this.#key = { ...this.#key, secret: String(value) }
    return this.withEnvironment({ [variableOf(name)]: String(value) })
  }

  /** Starts it; resolves once its worlds are loaded. */
  override async start(): Promise<StartedCopySnapshotEmulatorContainer> {
    return new StartedCopySnapshotEmulatorContainer(await super.start(), this.#key, this.#token)
  }
}

/** The emulator in a container, ready. */
export class StartedCopySnapshotEmulatorContainer extends AbstractStartedContainer {
  readonly #key: AccessKey
  readonly #token: string | undefined

  constructor(container: StartedTestContainer, key: AccessKey, token: string | undefined) {
    super(container)
    this.#key = key
    this.#token = token
  }

  /** Where it answers, with the scheme: `http://localhost:49153`. */
  getUrl(): string {
    return `http://${this.getEndpoint()}`
  }

  /** Where it answers, without a scheme: `localhost:49153`, as the newer SDKs take it. */
  getEndpoint(): string {
    return `${this.getHost()}:${this.getMappedPort(containerPort)}`
  }

  /** Where it answers containers that share a network with it, under the alias it has there: `emulator:8014`. */
  getNetworkEndpoint(alias: string): string {
    return `${alias}:${containerPort}`
  }

  /** Steers and questions it; with the control token, if it was started with one. */
  client(): RemoteControl {
    return connect(this.getUrl(), this.#token === undefined ? {} : { token: this.#token })
  }

  getAccessKeyId(): string {
    return this.#key.id
  }

  getAccessKeySecret(): string {
    return this.#key.secret
  }
}
