import { html } from './lit-html/lit-html.js'
import { words } from './words.js'

/** A time to the second. @param {string} iso */
export const timeOf = iso => iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')

/** How many of all are shown, if not all are. @param {{ total: number, newest: readonly unknown[] }} part */
export const countOf = ({ total, newest }) =>
  total > newest.length ? words.shown(newest.length, total) : String(total)

/**
 * A section with its heading.
 *
 * @param {string} id
 * @param {string} title
 * @param {unknown} count
 * @param {unknown} content
 * @param {unknown} [buttons]
 */
export const section = (id, title, count, content, buttons) => html`
  <section id=${id} aria-labelledby="${id}-title">
    <header><h2 id="${id}-title">${title}</h2><small>${count}</small>${buttons}</header>
    ${content}
  </section>`

/**
 * A field of a form.
 *
 * @param {string} name
 * @param {string} label
 * @param {unknown} control an input named like the field
 */
export const field = (name, label, control) => html`<label class=${name}><span>${label}</span>${control}</label>`

/** @param {string} label @param {() => unknown} click */
export const button = (label, click) => html`<button type="button" @click=${click}>${label}</button>`

/** A button in a row of a list, named after the row. @param {string} label @param {string} of @param {() => unknown} click */
export const rowButton = (label, of, click) =>
  html`<button type="button" aria-label="${label} ${of}" @click=${click}>${label}</button>`
