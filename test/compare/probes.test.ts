import t from 'tap'
import { copyProbes } from '../../src/compare/copies.ts'
import { isReading, noDisk, noSnapshot, type Probe, whyForbidden } from '../../src/compare/probe.ts'
import { probes } from '../../src/compare/probes/index.ts'
import { actionErrors, apart, assumptions, probesOf, unprobedReasons } from '../docs/evidence.ts'

const all = [...probes, ...copyProbes]

const reasons = [
  'needs a copy',
  'needs a second account',
  'needs money',
  'needs time',
  'could be taken for an attack',
  'is about the emulator alone',
]

t.test('every assumption has a probe or a reason, and only what is assumed has one', async t => {
  const assumed = assumptions()
  for (const assumption of assumed) {
    const reason = unprobedReasons[assumption]
    t.equal(probesOf(assumption).length > 0, reason === undefined, assumption)
    if (reason !== undefined) t.ok(reasons.includes(reason), `${assumption}: ${reason}`)
  }
  for (const named of [...all.flatMap(({ settles }) => settles), ...Object.keys(unprobedReasons)]) {
    t.ok(assumed.includes(named), `${named} is assumed`)
  }
})

t.test('the names of probes are unique, and so are the files of their answers', async t => {
  const names = all.map(({ name }) => name)
  t.equal(new Set(names).size, names.length)
  t.equal(new Set(names.map(name => name.replace(/[^A-Za-z0-9]+/g, '-'))).size, names.length)
})

t.test('every call that does not read has guards: documented refusals of its action', async t => {
  for (const probe of probes) {
    t.equal(whyForbidden(probe), undefined, probe.name)
    if (isReading(probe)) continue
    t.equal(probe.guards.length > 0, probe.mayBeIgnored === undefined, probe.name)
    if (probe.mayBeIgnored) t.match(probe.action, /^Delete/, 'their pages say that an unknown id is ignored')
    for (const guard of probe.guards) {
      const isKnown = actionErrors.some(
        ({ code, action, evidence }) =>
          code === guard && (action ?? probe.action) === probe.action && apart(evidence)[0] !== 'assumed',
      )
      t.ok(isKnown, `${probe.name}: ${guard}`)
    }
  }
})

t.test('no more than six authentications fail, all of them last', async t => {
  const classes = probes.map(({ class: kind }) => kind)
  const auth = classes.filter(kind => kind === 'auth').length
  t.ok(auth <= 6)
  t.same(classes.slice(-auth), Array(auth).fill('auth'))
  for (const { class: kind, writing } of probes) t.equal(writing?.key !== undefined, kind === 'auth')
})

t.test('what could hurt an account is never sent', async t => {
  const harmless: Probe = {
    name: '',
    action: 'DeleteSnapshot',
    params: { SnapshotId: noSnapshot },
    settles: [],
    class: 'free',
    guards: ['InvalidSnapshotId.NotFound'],
  }
  t.equal(whyForbidden(harmless), undefined)
  const real = { SnapshotId: '$snapshot', RetentionDays: '1', ClientToken: '$name' }
  const cases: readonly (readonly [Partial<Probe>, RegExp])[] = [
    [{ action: 'CreateDisk' }, /CreateDisk is never called/],
    [{ action: 'StopInstance' }, /never called/],
    [{ action: 'DeleteInstance' }, /never called/],
    [{ params: { SnapshotId: 's-real' } }, /may exist/],
    [{ params: { SnapshotId: noSnapshot, Force: 'true' } }, /Force/],
    [{ action: 'CreateImage', params: { InstanceId: 'i-x' } }, /instance/],
    [{ action: 'ResetDisk', params: { DiskId: 'd-real' } }, /may exist/],
    [{ action: 'TagResources', params: { 'ResourceId.1': noDisk, 'ResourceId.2': 'd-real' } }, /may exist/],
    [{ guards: [] }, /0 of 1 guards/],
    [{ action: 'CopySnapshot', class: 'snapshot', params: real }, /1 of 2 guards/],
    [{ action: 'CopySnapshot', params: real }, /with care/],
    [{ action: 'CopySnapshot', class: 'snapshot', params: { SnapshotId: '$snapshot' } }, /with care/],
    [{ params: {} }, /may exist/],
    [{ writing: { twice: { Force: 'true' } } }, /Force/],
    [{ action: 'CopySnapshot', writing: { again: true } }, /nonce/],
    [{ class: 'copy' }, /nothing else is deleted/],
    [{ class: 'copy', action: 'CopySnapshot' }, /careful/],
  ]
  for (const [change, why] of cases) t.match(whyForbidden({ ...harmless, ...change }), why, JSON.stringify(change))
  t.equal(whyForbidden({ ...harmless, class: 'copy' }, new Set([noSnapshot])), undefined, 'what the run has made')
})
