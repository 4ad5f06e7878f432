import results from '../clients/results.json' with { type: 'json' }
import type { Language } from '../support/page.ts'
import { code } from './markdown.ts'

/** A client that was run by hand, outside of the tests. */
interface ByHand {
  /** Day of the run, as `2026-11-28`. */
  readonly on: string
  readonly version: string
}

/** How a client is pointed at the emulator, and how it was seen to work. */
interface Client {
  readonly name: readonly [english: string, chinese: string]
  /** The endpoint setting; absent: that of the client before. */
  readonly setting?: string
  /** Whether the endpoint has a scheme. */
  readonly scheme?: true
  /** The start of its ids in test/clients/results.json; absent: it is not in the gate. */
  readonly ids?: string
  readonly byHand?: ByHand
  /** Whether recorded requests of it are replayed. */
  readonly recorded?: true
  /** Whether the README names it too. */
  readonly inReadme?: true
}

const same = (name: string): Client['name'] => [name, name]
const tea = "{ endpoint: '127.0.0.1:8014', protocol: 'http', … }"

const clients: readonly Client[] = [
  {
    name: same('Node `@alicloud/ecs20140526`'),
    setting: `new Config(${tea})`,
    ids: 'node-ecs-',
    recorded: true,
    inReadme: true,
  },
  { name: ['Node `@alicloud/rpc-client`', 'Node `@alicloud/rpc-client`'], recorded: true },
  {
    name: same('Node `@alicloud/pop-core`'),
    setting: "new RPCClient({ endpoint: 'http://127.0.0.1:8014', apiVersion: '2014-05-26', … })",
    scheme: true,
    ids: 'node-pop-core',
    recorded: true,
  },
  {
    name: ['Node `aliyun-sdk` (has no CopySnapshot)', 'Node `aliyun-sdk`（不含 CopySnapshot）'],
    setting: "new ALY.ECS({ endpoint: 'http://127.0.0.1:8014', apiVersion: '2014-05-26', … })",
    scheme: true,
    recorded: true,
  },
  {
    name: same('Python `alibabacloud_ecs20140526`'),
    setting: "Config(endpoint='127.0.0.1:8014', protocol='http', …)",
    ids: 'python-ecs-',
    inReadme: true,
  },
  {
    name: same('Python `aliyun-python-sdk-ecs`'),
    setting: "request.set_endpoint('127.0.0.1:8014')",
    ids: 'python-legacy',
    recorded: true,
  },
  {
    name: ['Python `apache-libcloud` (has no CopySnapshot)', 'Python `apache-libcloud`（不含 CopySnapshot）'],
    setting: "ECSDriver(…, host='127.0.0.1', port=8014, secure=False)",
    ids: 'python-libcloud',
  },
  {
    name: same('Go `alibaba-cloud-sdk-go`'),
    setting: 'client.Domain = "127.0.0.1:8014"',
    ids: 'go-legacy',
    inReadme: true,
  },
  {
    name: same('Go `ecs-20140526`'),
    setting: '&openapi.Config{Endpoint: tea.String("127.0.0.1:8014"), Protocol: tea.String("http")}',
    ids: 'go-ecs-',
  },
  {
    name: same('Java `aliyun-java-sdk-ecs`'),
    setting: 'request.setSysEndpoint("127.0.0.1:8014");',
    ids: 'java-legacy',
    inReadme: true,
  },
  {
    name: ['Java `ecs20140526` (Tea)', 'Java `ecs20140526`（Tea）'],
    setting: 'new Config().setEndpoint("127.0.0.1:8014").setProtocol("http")',
    ids: 'java-ecs-',
  },
  {
    name: same('PHP `aliyun-openapi-php-sdk`'),
    setting: "DefaultProfile::addEndpoint('cn-hangzhou', 'cn-hangzhou', 'Ecs', '127.0.0.1:8014');",
  },
  {
    name: same('PHP `alibabacloud/client`'),
    setting: "AlibabaCloud::rpc()->product('Ecs')->scheme('http')->host('127.0.0.1:8014')",
  },
  { name: same('PHP Tea'), setting: "new Config(['endpoint' => '127.0.0.1:8014', 'protocol' => 'http'])" },
  {
    name: same('.NET `aliyun-net-sdk-ecs`'),
    setting: 'DefaultProfile.AddEndpoint("cn-hangzhou", "cn-hangzhou", "Ecs", "127.0.0.1:8014");',
  },
  {
    name: same('aliyun CLI'),
    setting: 'aliyun ecs CopySnapshot … --endpoint 127.0.0.1:8014 --insecure',
    byHand: { on: '2026-11-28', version: '3.4.11' },
    inReadme: true,
  },
  {
    name: same('Terraform'),
    setting:
      'provider "alicloud" { protocol = "HTTP" endpoints { ecs = "127.0.0.1:8014" } skip_region_validation = true }',
  },
]

const words = {
  same: ['the same', '同上'],
  scheme: ['**yes**', '**是**'],
  none: ['no', '否'],
  recorded: ['recorded requests', '回放录制请求'],
  notRun: ['not run', '未验证'],
} as const

/** The versions of a client that the suite ran, newest first. */
const versionsOf = (ids: string): string[] => {
  const versions = results.filter(({ id, failed }) => id.startsWith(ids) && failed === 0).map(({ version }) => version)
  return [...new Set(versions)]
}

const seenBy = ({ ids, byHand, recorded }: Client, language: Language): string => {
  const versions = ids === undefined ? [] : versionsOf(ids)
  const separator = ['; ', '；'][language]
  const seen = [
    ...(versions.length > 0 ? [`${['in the gate: ', '在 CI 中运行：'][language]}${versions.join(', ')}`] : []),
    ...(byHand
      ? [[`run by hand on ${byHand.on} with ${byHand.version}`, `${byHand.on} 手工运行 ${byHand.version}`][language]]
      : []),
    ...(recorded ? [words.recorded[language]] : []),
  ]
  return seen.length === 0 ? words.notRun[language] : seen.join(separator)
}

const rowsOf = (some: readonly Client[], language: Language): string[][] =>
  some.map(client => [
    client.name[language],
    client.setting === undefined ? words.same[language] : code(client.setting),
    (client.scheme ? words.scheme : words.none)[language],
    seenBy(client, language),
  ])

/** The cells of the table of clients. */
export const clientCells = (language: Language): string[][] => rowsOf(clients, language)

/** The cells of the README's table: some of them. */
export const readmeClientCells = (language: Language): string[][] =>
  rowsOf(
    clients.filter(({ inReadme }) => inReadme),
    language,
  )

/** The cells of the table of the suite: what each client did. */
export const suiteCells = (_: Language): string[][] =>
  results.map(({ id, client, version, passed, na }) => [
    code(id),
    code(client),
    version,
    String(passed),
    String(Object.values(na).reduce((sum, one) => sum + one, 0)),
  ])
