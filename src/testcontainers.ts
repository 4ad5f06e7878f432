import { AbstractStartedContainer, GenericContainer, type StartedTestContainer, Wait } from 'testcontainers'
import { connect, type RemoteControl } from './client.ts'
import { type Settings, variableOf } from './settings.ts'
import type { World } from './world/world.ts'

/** The port inside the container. */
const containerPort = 8014

/** Settings that the image sets, that only print text, or that have no environment variable. */
type FixedSetting = 'host' | 'port' | 'worldDir' | 'help' | 'version' | 'logger' | 'machineClock'

/** Settings that a container accepts: the command's, in camelCase. */
export type ContainerSetting = Exclude<keyof Settings, FixedSetting>

/** The values of a setting that an environment variable can express. */
type ContainerValue<Name extends ContainerSetting> = Name extends 'world'
  ? string | readonly string[]
  : Extract<Settings[Name], string | number | boolean>

/** An access key that the emulator knows. */
interface AccessKey {
  readonly id: string
  readonly secret: string
}

/** A container of the emulator, before its start. */
export class CopySnapshotEmulatorContainer extends GenericContainer {
  #worlds = 0
  #token: string | undefined
  // The key of the default world.
  #key: AccessKey = { id: 'testid', secret: 'testsecret' }

  /** @param image name of the image */
  constructor(image: string) {
    super(image)
    this.withExposedPorts(containerPort)
    this.withWaitStrategy(Wait.forHttp('/_emulator/health/ready', containerPort, { abortOnContainerExit: true }))
  }

  /** Adds a world to start from: an object, or the path of a JSON file. */
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

  /** Starts the container. Resolves once its worlds are loaded. */
  override async start(): Promise<StartedCopySnapshotEmulatorContainer> {
    return new StartedCopySnapshotEmulatorContainer(await super.start(), this.#key, this.#token)
  }
}

/** A running container of the emulator. */
export class StartedCopySnapshotEmulatorContainer extends AbstractStartedContainer {
  readonly #key: AccessKey
  readonly #token: string | undefined

  constructor(container: StartedTestContainer, key: AccessKey, token: string | undefined) {
    super(container)
    this.#key = key
    this.#token = token
  }

  /** Address with scheme: `http://localhost:49153`. */
  getUrl(): string {
    return `http://${this.getEndpoint()}`
  }

  /** Address without scheme, as the newer SDKs take it: `localhost:49153`. */
  getEndpoint(): string {
    return `${this.getHost()}:${this.getMappedPort(containerPort)}`
  }

  /** Address for containers on the same network, under the emulator's alias there: `emulator:8014`. */
  getNetworkEndpoint(alias: string): string {
    return `${alias}:${containerPort}`
  }

  /** Returns a control client, with the control token if one was set. */
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
