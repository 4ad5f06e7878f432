import { control } from './api.js'
import { act, fieldsOf, follow, state, update } from './app.js'
import { html } from './lit-html/lit-html.js'
import { button, field, timeOf } from './parts.js'
import { words } from './words.js'

/** The emulator's time now: that of the view, and what has passed since. */
const clockTime = () => {
  const { view, cameAt } = state
  if (view === undefined) return ''
  const passed = view.runs ? performance.now() - cameAt : 0
  return timeOf(new Date(Date.parse(view.now) + passed).toISOString())
}

/** @param {SubmitEvent} event */
const advance = event => {
  const { seconds } = fieldsOf(event)
  return act(() => control('POST', '/clock/advance', { seconds: Number(seconds) }))
}

const clock = () => html`
  <form class="clock" aria-label=${words.clock} @submit=${advance}>
    <span><time>${clockTime()}</time> <small>${state.view?.runs === false ? words.frozen : words.running}</small></span>
    ${field('seconds', words.seconds, html`<input name="seconds" type="number" step="any" value="60" required>`)}
    <button>${words.advance}</button>
    ${button(words.real, () => act(() => control('PUT', '/clock', { at: 'real' })))}
  </form>`

/** @param {SubmitEvent} event */
const filter = event => {
  update({ filter: fieldsOf(event) })
  follow()
}

const filters = () => html`
  <form class="filter" role="search" aria-label=${words.filter} @submit=${filter}>
    ${field('account', words.account, html`<input name="account" list="accounts">`)}
    ${field('region', words.region, html`<input name="region">`)}
    ${field('id', words.id, html`<input name="id">`)}
    ${field('tag', words.tag, html`<input name="tag" placeholder=${words.tagForm}>`)}
    <button>${words.apply}</button>
    <datalist id="accounts">${state.view?.accounts.newest.map(({ id }) => html`<option>${id}</option>`)}</datalist>
  </form>`

/** The title, the clock and the filter. */
export const top = () => html`
  <header>
    <h1>${words.title}</h1>
    <p role="status" class=${state.connection}>${words[state.connection]}</p>
    ${clock()}
    ${filters()}
    <p role="alert">${state.dialog === undefined ? state.problem : ''}</p>
  </header>`
