import { control } from './api.js'
import { act, fieldsOf, finish, state, update } from './app.js'
import { html, nothing } from './lit-html/lit-html.js'
import { button, countOf, field, rowButton, section } from './parts.js'
import { words } from './words.js'

/** Fields that are numbers. */
const numbers = ['delayMs', 'skip', 'times', 'status']

/** @param {SubmitEvent} event @returns {Record<string, unknown>} */
const givenIn = event =>
  Object.fromEntries(
    Object.entries(fieldsOf(event)).map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value]),
  )

/** @param {SubmitEvent} event */
const addFault = event => {
  const { code, delayMs, ...fault } = givenIn(event)
  const own = fault.kind === 'error' ? { code } : fault.kind === 'delay' ? { delayMs } : {}
  return finish(() => control('POST', '/faults', { ...fault, ...own }))
}

/** @param {SubmitEvent} event */
const addStub = event => {
  const { reply = '{}', code, status, ...stub } = givenIn(event)
  const own = () => (code === undefined ? { reply: JSON.parse(String(reply)) } : { error: { status, code } })
  return finish(async () => control('POST', '/stubs', { ...stub, ...own() }))
}

/** Opens a form with the codes of the error catalogue. @param {'fault' | 'stub'} kind */
const open = kind =>
  act(async () => {
    const { components } = await control('GET', '/openapi.json')
    update({ dialog: { kind, codes: components.schemas.ErrorCode.enum } })
  })

/**
 * @template {{ id: string, action?: string, account?: string, times?: number, applied: number }} T
 * @param {'faults' | 'stubs'} kind
 * @param {{ total: number, newest: readonly T[] }} part
 * @param {(one: T) => unknown} describe
 * @param {unknown} add
 */
const list = (kind, part, describe, add) => {
  const rows = part.newest.map(
    one => html`
      <li>
        <b>${one.id}</b> ${describe(one)}
        <small>${one.action} ${one.account} · ${words.applied} ${one.applied}${one.times && `/${one.times}`}</small>
        ${rowButton(words.remove, one.id, () => act(() => control('DELETE', `/${kind}/${one.id}`)))}
      </li>`,
  )
  const content = rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p>${words.none}</p>`
  return section(kind, words[kind], countOf(part), content, add)
}

/** @param {import('./api.js').View['faults']['newest'][number]} fault */
const effectOf = ({ kind, code, delayMs }) => [kind, code, delayMs && `${delayMs} ms`].filter(Boolean).join(' ')

/** The faults and stubs that wait for calls. */
export const faults = () => {
  const { view } = state
  if (view === undefined) return nothing
  return [
    list(
      'faults',
      view.faults,
      effectOf,
      button(words.addFault, () => open('fault')),
    ),
    list(
      'stubs',
      view.stubs,
      ({ error }) => error?.code,
      button(words.addStub, () => open('stub')),
    ),
  ]
}

/** The fields that limit faults and stubs to certain calls. */
const conditions = () => [
  field('account', words.account, html`<input name="account" list="accounts">`),
  field('skip', words.skip, html`<input name="skip" type="number" min="0">`),
  field('times', words.times, html`<input name="times" type="number" min="1" value="1">`),
]

/** The choices of a field for codes. @param {string[]} codes */
const choice = codes => html`<datalist id="codes">${codes.map(code => html`<option>${code}</option>`)}</datalist>`

/** @param {string[]} codes */
export const faultDialog = codes => html`
  <h2 id="dialog-title">${words.addFault}</h2>
  <form class="fault" @submit=${addFault}>
    ${field(
      'kind',
      words.kind,
      html`
      <select name="kind">${['error', 'delay', 'reset', 'truncate', 'empty'].map(kind => html`<option value=${kind}>${kind}</option>`)}</select>`,
    )}
    ${field('code', words.code, html`<input name="code" list="codes" value="Throttling.User">`)}
    ${field('delayMs', words.delay, html`<input name="delayMs" type="number" min="0" value="1000">`)}
    ${field('action', words.action, html`<input name="action" value="CopySnapshot">`)}
    ${field(
      'at',
      words.moment,
      html`
      <select name="at"><option value="before">${words.before}</option><option value="after">${words.after}</option></select>`,
    )}
    ${conditions()}
    ${choice(codes)}
    <p class="buttons"><button>${words.add}</button></p>
  </form>`

/** @param {string[]} codes */
export const stubDialog = codes => html`
  <h2 id="dialog-title">${words.addStub}</h2>
  <form @submit=${addStub}>
    ${field('action', words.action, html`<input name="action" required>`)}
    ${conditions()}
    ${field('code', words.orCode, html`<input name="code" list="codes">`)}
    ${field('status', words.status, html`<input name="status" type="number" min="400" max="599" value="400">`)}
    ${field('reply', words.reply, html`<textarea name="reply" rows="6">{}</textarea>`)}
    ${choice(codes)}
    <p class="buttons"><button>${words.add}</button></p>
  </form>`
