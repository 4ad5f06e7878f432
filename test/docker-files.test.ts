import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parseAllDocuments } from 'yaml'
import { readSettings, variableOf } from '../src/settings.ts'
import { settings } from '../src/settings-table.ts'

/** The documents of a YAML file, checked for errors and warnings. */
// biome-ignore lint/suspicious/noExplicitAny: files of four different tools
const read = (file: string): any[] =>
  parseAllDocuments(readFileSync(`docker/${file}`, 'utf8')).map(document => {
    t.same([...document.errors, ...document.warnings], [], `${file} is YAML`)
    return document.toJS()
  })

/** The variables that the emulator does not know. */
const wrongIn = (environment: Readonly<Record<string, string>>) =>
  Object.entries(environment).filter(([name, value]) => {
    if (!Object.keys(settings).some(setting => variableOf(setting) === name)) return name.startsWith('EMULATOR_')
    return typeof value !== 'string' || readSettings([], { [name]: value }) === undefined
  })

await t.test('compose: the client waits until the emulator is healthy, and the mounted files exist', async t => {
  const [{ services }] = read('compose.yaml')
  t.same(wrongIn(services.emulator.environment), [])
  t.same(services.client.depends_on, { emulator: { condition: 'service_healthy' } })
  for (const mount of [...services.emulator.volumes, ...services.client.volumes]) {
    t.ok(existsSync(`docker/${mount.split(':')[0]}`), mount)
  }
})

await t.test('Kubernetes: both probes, no root, no writable path, one service', async t => {
  const [deployment, service] = read('kubernetes.yaml')
  t.same([deployment.kind, service.kind], ['Deployment', 'Service'])
  const { spec, metadata } = deployment.spec.template
  t.same(metadata.labels, deployment.spec.selector.matchLabels)
  t.same(metadata.labels, service.spec.selector)
  t.match(spec, { enableServiceLinks: false, securityContext: { runAsNonRoot: true, runAsUser: 1000 } })
  const [container] = spec.containers
  t.match(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  t.same(container.ports, [{ name: 'http', containerPort: 8014 }])
  t.same(container.readinessProbe.httpGet, { path: '/_emulator/health/ready', port: 'http' })
  t.same(container.livenessProbe.httpGet, { path: '/_emulator/health/live', port: 'http' })
  t.match(service.spec.ports, [{ port: 8014, targetPort: 'http' }])
  const env = container.env.map(({ name, value }: { name: string; value: string }) => [name, value])
  t.same(wrongIn(Object.fromEntries(env)), [])
})

await t.test('GitHub and GitLab: a service configured only by its environment', async t => {
  const { emulator } = read('github-service.yaml')[0].jobs.test.services
  t.same(emulator.ports, ['8014:8014'])
  t.same(Object.keys(emulator).sort(), ['env', 'image', 'ports'])
  t.same(wrongIn(emulator.env), [])
  const { services, variables } = read('gitlab-service.yaml')[0].test
  t.equal(new URL(variables.ECS_ENDPOINT).host, `${services[0].alias}:8014`)
  t.same(wrongIn(variables), [])
})

await t.test('the image is labelled with its version', async t => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  t.match(readFileSync('Dockerfile', 'utf8'), `org.opencontainers.image.version="${version}"`)
})
