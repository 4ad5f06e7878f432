import { drawWith, follow, state, update } from './app.js'
import { callDialog, calls } from './calls.js'
import { data, keys, keysDialog, questionDialog, tokenDialog } from './data.js'
import { faultDialog, faults, stubDialog } from './faults.js'
import { lanes, others } from './lanes.js'
import { html, nothing, render } from './lit-html/lit-html.js'
import { top } from './top.js'
import { language, words } from './words.js'

const content = () => {
  const { dialog } = state
  switch (dialog?.kind) {
    case 'call':
      return callDialog(dialog)
    case 'fault':
      return faultDialog(dialog.codes)
    case 'stub':
      return stubDialog(dialog.codes)
    case 'keys':
      return keysDialog(dialog.account)
    case 'question':
      return questionDialog(dialog)
    case 'token':
      return tokenDialog()
    default:
      return nothing
  }
}

/** The dialog that was drawn last. */
let shown = state.dialog

/** A person has closed the dialog, unless another one is to be drawn already. */
const closed = () => {
  if (state.dialog === shown) update({ dialog: undefined, problem: '' })
}

const page = () => html`
  ${top()}
  <main>
    <div>${lanes()}${others()}</div>
    <div>${calls()}</div>
    <div>${faults()}${data()}${keys()}</div>
  </main>
  <footer>
    <small>
      ${words.contract} ${state.view?.contract} · ${words.world} ${state.view?.worlds.join(', ')} · ${words.address}
      ${location.origin} · <a href="openapi.json">openapi.json</a>
    </small>
  </footer>
  <dialog aria-labelledby="dialog-title" @close=${closed}>
    ${content()}
    <p role="alert">${state.problem}</p>
    <form method="dialog" class="buttons"><button>${words.close}</button></form>
  </dialog>`

const draw = () => {
  render(page(), document.body)
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('dialog'))
  shown = state.dialog
  if (state.dialog === undefined) dialog.close()
  else if (!dialog.open) dialog.showModal()
}

document.documentElement.lang = language
document.title = words.title
drawWith(draw)
update({})
document.addEventListener('visibilitychange', follow)
// Between two views the clock runs too.
setInterval(() => update({}), 1000)
follow()
