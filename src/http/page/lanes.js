import { state } from './app.js'
import { repeat } from './lit-html/directives/repeat.js'
import { html, nothing, svg } from './lit-html/lit-html.js'
import { countOf, section, timeOf } from './parts.js'
import { words } from './words.js'

/** @typedef {import('./api.js').View} View */
/** @typedef {View['snapshots']['newest'][number]} Snapshot */

const dayMs = 86_400_000

/** The regions of the shown snapshots and of their sources. @param {View} view */
const regionsOf = ({ snapshots }) =>
  [...new Set(snapshots.newest.flatMap(({ region, sourceRegionId = region }) => [region, sourceRegionId]))].sort()

/** The middle of a region's lane, in per cent. @param {string[]} regions @param {string} region */
const middleOf = (regions, region) => ((regions.indexOf(region) + 0.5) / regions.length) * 100

/** @param {Snapshot} snapshot */
const shareOf = ({ status, progress = 0 }) => (status === 'accomplished' ? 100 : progress)

/** A snapshot in its lane, and the line of a copy from its source. @param {string[]} regions @param {Snapshot} snapshot */
const track = (regions, snapshot) => {
  const to = middleOf(regions, snapshot.region)
  const from = middleOf(regions, snapshot.sourceRegionId ?? snapshot.region)
  const reached = from + ((to - from) * shareOf(snapshot)) / 100
  const line = (/** @type {string} */ kind, /** @type {number} */ end) =>
    svg`<line class=${kind} x1="${from}%" x2="${end}%" y1="50%" y2="50%"></line>`
  return html`
    <svg class="track ${snapshot.status}" aria-hidden="true">
      ${regions.map(region => {
        const x = `${middleOf(regions, region)}%`
        return svg`<line class="lane" x1=${x} x2=${x} y1="0" y2="100%"></line>`
      })}
      ${from === to ? nothing : [line('way', to), line('done', reached), svg`<circle class="source" cx="${from}%" cy="50%" r="4"></circle>`]}
      <circle cx="${to}%" cy="50%" r="6"></circle>
    </svg>`
}

/** The disks and images made of a snapshot. @param {View} view @param {Snapshot} snapshot */
const madeOf = ({ disks, images }, { account, id }) => [
  ...disks.newest.filter(disk => disk.account === account && disk.sourceSnapshotId === id),
  ...images.newest.filter(image => image.account === account && image.disks?.some(disk => disk.snapshotId === id)),
]

/** @param {{ status?: string, progress?: number }} resource */
const statusOf = ({ status, progress = 100 }) =>
  progress === 100
    ? status
    : html`${status} <progress max="100" value=${progress} aria-label=${status}></progress> ${progress} %`

/** @param {Snapshot} snapshot */
const factsOf = ({
  account,
  region,
  sourceSnapshotId,
  sourceRegionId,
  encrypted,
  retentionDays,
  createdAt,
  tags,
}) => html`
  <small>
    ${account} · ${region}
    ${sourceSnapshotId && html`· ${words.copyOf} ${sourceSnapshotId} (${sourceRegionId})`}
    ${encrypted ? html`<mark>${words.encrypted}</mark>` : nothing}
    ${retentionDays && createdAt && html`· ${words.expires} ${timeOf(new Date(Date.parse(createdAt) + retentionDays * dayMs).toISOString())}`}
    ${tags?.map(({ key, value }) => html`<mark>${key}=${value}</mark> `)}
  </small>`

/** @param {View} view @param {string[]} regions @param {Snapshot} snapshot */
const row = (view, regions, snapshot) => html`
  <li>
    ${track(regions, snapshot)}
    <div>
      <b>${snapshot.id}</b> <bdi>${snapshot.name}</bdi>
      <span class="state ${snapshot.status}">${statusOf(snapshot)}</span>
      ${factsOf(snapshot)}
      ${madeOf(view, snapshot).map(made => html`<small>→ <b>${made.id}</b> <bdi>${made.name}</bdi> ${statusOf(made)}</small>`)}
    </div>
  </li>`

/** Regions as lanes, with a row for each snapshot. */
export const lanes = () => {
  const { view } = state
  if (view === undefined) return nothing
  const regions = regionsOf(view)
  const rows = repeat(
    view.snapshots.newest,
    ({ account, id }) => `${account} ${id}`,
    snapshot => row(view, regions, snapshot),
  )
  const content = html`
    <div class="regions ${regions.length > 6 ? 'dense' : ''}" aria-hidden="true">${regions.map(region => html`<span>${region}</span>`)}</div>
    <ul class="rows">${rows}</ul>`
  return section(
    'snapshots',
    words.snapshots,
    countOf(view.snapshots),
    regions.length > 0 ? content : html`<p>${words.noSnapshots}</p>`,
  )
}

/** The other resources, in a list of each kind. */
export const others = () => {
  const { view } = state
  if (view === undefined) return nothing
  const kinds = [view.disks, view.images, view.instances]
  return html`
    <details>
      <summary>${words.others} <small>${kinds.map(countOf).join(' · ')}</small></summary>
      ${kinds.map(
        ({ newest }) =>
          html`<ul>${newest.map(
            one => html`
          <li><b>${one.id}</b> <bdi>${one.name}</bdi> ${statusOf(one)} <small>${one.account} · ${one.region}</small></li>`,
          )}</ul>`,
      )}
    </details>`
}
