import { control, useToken } from './api.js'
import { act, fieldsOf, finish, follow, state, update } from './app.js'
import { html, nothing } from './lit-html/lit-html.js'
import { button, countOf, field, rowButton, section } from './parts.js'
import { words } from './words.js'

/** @typedef {import('../../control/answers.ts').ControlAccount} ControlAccount */

/** Asks before something is lost. @param {string} text @param {() => Promise<unknown>} work */
const ask = (text, work) => update({ dialog: { kind: 'question', text, act: work } })

const exportState = async () => {
  const world = JSON.stringify(await control('GET', '/state'), null, 2)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([world], { type: 'application/json' }))
  link.download = 'world.json'
  link.click()
  URL.revokeObjectURL(link.href)
}

/** @param {Event} event */
const importState = event =>
  act(async () => {
    const input = /** @type {HTMLInputElement} */ (event.target)
    const [file] = input.files ?? []
    // The same file can be chosen again, corrected.
    input.value = ''
    if (file === undefined) return
    const world = JSON.parse(await file.text())
    ask(words.askImport, () => control('PUT', '/state', world))
  })

/** @param {SubmitEvent} event */
const save = event => {
  const { name } = fieldsOf(event)
  return act(() => control('POST', '/states/save', { name }))
}

/** @param {string} name */
const saved = name => html`
  <li>
    <b>${name}</b>
    ${rowButton(words.restore, name, () => ask(words.askRestore, () => control('POST', '/states/restore', { name })))}
    ${rowButton(words.delete, name, () => act(() => control('DELETE', `/states/${encodeURIComponent(name)}`)))}
  </li>`

/** The state as a whole: to files, under names, and back. */
export const data = () =>
  section(
    'state',
    words.state,
    '',
    html`
  <p class="buttons">
    ${button(words.export, () => act(exportState))}
    <label class="file">${words.import}<input type="file" accept=".json" @change=${importState}></label>
    ${button(words.reset, () => ask(words.askReset, () => control('POST', '/reset')))}
  </p>
  <form @submit=${save}>
    ${field('name', words.name, html`<input name="name" maxlength="64" required>`)}
    <button>${words.save}</button>
  </form>
  <ul>${state.view?.states.map(saved)}</ul>`,
  )

/** The keys to sign calls with. Secrets are fetched when they are asked for. */
export const keys = () => {
  const { view } = state
  if (view === undefined) return nothing
  const rows = view.accounts.newest.map(({ id, keys }) => {
    const show = () =>
      act(async () => update({ dialog: { kind: 'keys', account: await control('GET', `/accounts/${id}`) } }))
    return html`<li><b>${id}</b> ${keys.join(', ')} ${rowButton(words.showSecrets, id, show)}</li>`
  })
  return section('keys', words.keys, countOf(view.accounts), html`<ul>${rows}</ul>`)
}

/** The keys of an account and of its RAM users. @param {ControlAccount} account */
export const keysOf = ({ keys, ramUsers }) => [...keys, ...ramUsers.flatMap(({ keys = [] }) => keys)]

/** @param {ControlAccount} account */
export const keysDialog = account => html`
  <h2 id="dialog-title">${words.account} ${account.id}</h2>
  ${keysOf(account).map(
    key => html`<dl>
      <dt>AccessKeyId</dt><dd>${key.id}</dd>
      <dt>${words.secret}</dt><dd>${key.secret}</dd>
      ${key.token && html`<dt>${words.token}</dt><dd>${key.token}</dd>`}
    </dl>`,
  )}`

/** @param {Extract<import('./app.js').Dialog, { kind: 'question' }>} dialog */
export const questionDialog = ({ text, act: work }) => html`
  <h2 id="dialog-title">${text}</h2>
  <p class="buttons">${button(words.yes, () => finish(work))}</p>`

/** @param {SubmitEvent} event */
const enter = event => {
  const { token = '' } = fieldsOf(event)
  useToken(token)
  update({ dialog: undefined, problem: '' })
  follow()
}

export const tokenDialog = () => html`
  <h2 id="dialog-title">${words.tokenNeeded}</h2>
  <form @submit=${enter}>
    ${field('token', words.controlToken, html`<input name="token" type="password" autocomplete="off" required>`)}
    <p class="buttons"><button>${words.apply}</button></p>
  </form>`
