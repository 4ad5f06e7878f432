import { control } from './api.js'
import { act, state, update } from './app.js'
import { keysOf } from './data.js'
import { repeat } from './lit-html/directives/repeat.js'
import { html, nothing } from './lit-html/lit-html.js'
import { button, countOf, section, timeOf } from './parts.js'
import { words } from './words.js'

/** @typedef {import('../../gateway/journal.ts').RecordedCall} RecordedCall */

/** Shows a call with its parameters, and of a wrong signature the difference. @param {string} requestId */
const open = requestId =>
  act(async () => {
    const [call] = await control('GET', `/requests?requestId=${requestId}`)
    if (call === undefined) return
    const dialog = /** @type {const} */ ({ kind: 'call', call })
    update({ dialog })
    if (!/^(?:SignatureDoesNotMatch|IncompleteSignature)$/.test(call.outcome)) return
    const { difference } = await control('POST', '/explain', { requestId })
    // It may be closed by now.
    if (state.dialog === dialog) update({ dialog: { ...dialog, difference } })
  })

/** Calls have the colours of snapshots. @param {string} outcome */
const classOf = outcome => ({ Success: 'accomplished', pending: 'progressing' })[outcome] ?? 'failed'

/** The newest calls. */
export const calls = () => {
  const { view } = state
  if (view === undefined) return nothing
  const rows = repeat(
    view.calls.newest,
    ({ requestId }) => requestId,
    ({ requestId, at, action, outcome, account, milliseconds, client, ignored }) => html`
    <li>
      <button type="button" aria-haspopup="dialog" @click=${() => open(requestId)}>
        <time>${at.slice(11, 19)}</time>
        <b>${action}</b>
        <span class=${classOf(outcome)}>${outcome}</span>
        <small>${milliseconds} ms · ${account} ${ignored > 0 ? `· ${ignored} ${words.ignored}` : nothing}</small>
        <small class="client">${client}</small>
      </button>
    </li>`,
  )
  const clear = button(words.clear, () => act(() => control('DELETE', '/requests')))
  const content = view.calls.total > 0 ? html`<ul class="calls">${rows}</ul>` : html`<p>${words.noCalls}</p>`
  return section('calls', words.calls, countOf(view.calls), content, clear)
}

/** A key of an account that needs no token; of an unknown account one of the first. @param {string} account */
const keyOf = async account => {
  const id = account || state.view?.accounts.newest[0]?.id
  if (id === undefined) return 'testid'
  const keys = keysOf(await control('GET', `/accounts/${id}`))
  return keys.find(({ active, token }) => active && token === undefined)?.id ?? 'testid'
}

/** The call again as a line of curl, with a signature of its own. @param {RecordedCall} call */
export const asCurl = async ({ action, params, account }) => {
  const query = new URLSearchParams({
    Action: action,
    Version: '2014-05-26',
    Format: 'JSON',
    ...params,
    AccessKeyId: await keyOf(account),
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: [...crypto.getRandomValues(new Uint32Array(4))].join('-'),
    Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
  })
  const { expected } = await control('POST', '/explain', { url: `/?${query}` })
  if (expected !== undefined) query.set('Signature', expected)
  // The certificate is seldom one that curl trusts.
  const trust = location.protocol === 'https:' ? '--insecure ' : ''
  return `curl ${trust}'${location.origin}/?${query}'`
}

/** A line of a test that waits for the call. @param {RecordedCall} call */
export const asTest = ({ action, account, outcome, params }) =>
  `await emulator.requests.waitFor(${JSON.stringify({ action, account, outcome, params }, null, 2)}, { timeoutMs: 1000 })`

/** Shows a text in the dialog, and copies it where the browser allows that. @param {string} text */
const give = text =>
  act(async () => {
    if (state.dialog?.kind === 'call') update({ dialog: { ...state.dialog, text } })
    await navigator.clipboard?.writeText(text)
  })

/** @param {Extract<import('./app.js').Dialog, { kind: 'call' }>} dialog */
export const callDialog = ({ call, difference, text }) => {
  const params = Object.entries(call.params)
  const { ineffective, fault, stub } = call
  return html`
    <h2 id="dialog-title">${call.action}</h2>
    <p><b class=${classOf(call.outcome)}>${call.outcome}</b> ${call.reason}</p>
    ${difference && html`<p><b>${words.signature}</b>: ${difference}</p>`}
    <p><small>${timeOf(call.at)} · ${call.milliseconds} ms · ${words.account} ${call.account} · ${call.signatureVersion} · ${call.requestId}</small></p>
    <p><small>${words.client}: ${call.client}</small></p>
    ${fault && html`<p>${words.fault}: ${fault}</p>`}
    ${stub && html`<p>${words.stub}: ${stub}</p>`}
    <h3>${words.parameters}</h3>
    ${
      params.length === 0
        ? html`<p>${words.noParameters}</p>`
        : html`<dl>${params.map(
            ([name, value]) =>
              html`<dt>${name} ${ineffective.includes(name) ? html`<mark>${words.ignored}</mark>` : nothing}</dt><dd><bdi>${value}</bdi></dd>`,
          )}</dl>`
    }
    <p class="buttons">
      ${button(words.asCurl, () => act(async () => give(await asCurl(call))))}
      ${button(words.asTest, () => give(asTest(call)))}
    </p>
    ${text && html`<label><span>${navigator.clipboard ? words.copied : ''}</span><textarea readonly rows="6" .value=${text}></textarea></label>`}`
}
