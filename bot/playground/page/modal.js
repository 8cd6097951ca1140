// The bot's modals: the top of the acting person's stack, with what was typed kept while they come and go.
import { drawBlocks } from "./blocks.js"
import { focusIn, h, iconButton } from "./dom.js"
import { valuesIn } from "./fields.js"
import { gesture, sentence } from "./live.js"
import { notice } from "./notices.js"
import { plainText } from "./mrkdwn.js"
import { store } from "./state.js"

/** Every open view of the stack keeps its form, so that going back finds it as it was left. */
const forms = new Map()
/** Views closed here whose end the stand-in has not told yet. */
const closing = new Set()
let dialog = null
let before = null

export function drawModal() {
  const { modal } = store.snap
  const view = modal && !closing.has(modal.id) ? modal : null
  if (!modal) { forms.clear(); closing.clear() }
  // One of several was closed: the one below comes with the next snapshot.
  if (!view && store.snap.modal_depth > 1) return
  if (!view) { hide(); return }
  const form = forms.get(view.id) ?? build(view.id)
  fill(form, view)
  show(form, view)
}

function show(form, view) {
  dialog ??= frame()
  dialog.setAttribute("aria-labelledby", form.title.id)
  const other = dialog.firstElementChild !== form.node
  if (other) dialog.replaceChildren(form.node)
  if (!dialog.open) { before = document.activeElement; dialog.showModal() }
  if (other) firstField(form.node)?.focus()
  form.back.hidden = !(store.snap.modal_depth > 1)
  form.view = view
}

function firstField(node) {
  const ways = ["[autofocus]", ".modal-body :is(input, textarea, select, .multi-button)", ".modal-foot button:not([hidden])"]
  return ways.map((way) => node.querySelector(way)).find(Boolean)
}

function frame() {
  const node = h("dialog", { class: "modal" })
  node.addEventListener("cancel", (event) => { event.preventDefault(); closeTop() })
  // A browser may close a dialog on a second Escape whatever the page says.
  node.addEventListener("close", () => { if (!node.open) closeTop() })
  document.body.append(node)
  return node
}

function hide() {
  if (!dialog?.open) { dialog?.replaceChildren(); return }
  dialog.close()
  dialog.replaceChildren()
  const back = before?.isConnected ? before : document.querySelector(".typing")
  // A message's small buttons are only there while it holds the focus.
  back?.closest("article")?.focus({ preventScroll: true })
  back?.focus({ preventScroll: true })
}

function build(id) {
  const title = h("h2", { id: `modal-${id}` })
  const body = h("div", { class: "modal-body" })
  const problem = h("p", { class: "problem", role: "alert", hidden: true })
  const close = h("button", { type: "button", class: "button", onclick: () => closeTop() })
  const submit = h("button", { type: "submit", class: "button primary" })
  const back = iconButton("back", "Back", () => closeTop(), { hidden: true })
  const cross = iconButton("close", "Close window", () => closeTop(true))
  const node = h("form", { novalidate: true },
    h("header", { class: "modal-head" }, back, title, cross), body,
    h("footer", { class: "modal-foot" }, problem, h("div", { class: "buttons" }, close, submit)))
  const form = { id, node, title, body, problem, close, submit, back, view: null }
  node.addEventListener("submit", (event) => { event.preventDefault(); send(form) })
  node.addEventListener("input", (event) => clearError(event.target.closest("[data-input]")))
  forms.set(id, form)
  return form
}

function fill(form, view) {
  // Before anything is hidden: a browser takes the focus off that at once.
  const held = form.node.contains(document.activeElement) ? focusOf(document.activeElement) : null
  form.title.replaceChildren(plainText(view.title?.text))
  form.close.replaceChildren(plainText(view.close?.text ?? (view.submit ? "Cancel" : "Close")))
  form.submit.hidden = !view.submit
  form.submit.replaceChildren(plainText(view.submit?.text ?? ""))
  const press = (fields, control) => pressed(form, fields, control)
  const known = new Set([...form.body.children].map((block) => block.dataset.key))
  drawBlocks(form.body, view.blocks, { kind: "modal", press })
  if (held !== null) goOn(form, held, known)
}

const focusOf = (control) => control.closest("[data-focus]")?.dataset.focus ?? ""

/** The control that had the focus may be gone, "More choices" perhaps: go on with what came, else with what there is. */
function goOn(form, held, known) {
  const here = document.activeElement
  const stayed = form.node.contains(here) && here.getClientRects().length > 0
  if (stayed && focusOf(here) === held) return
  const fresh = [...form.body.children].filter((block) => !known.has(block.dataset.key))
  if (!fresh.some(focusIn) && !stayed) firstField(form.node)?.focus()
}

async function pressed(form, fields, control) {
  control?.setAttribute("aria-busy", "true")
  const where = { kind: "view", view_id: form.id }
  const answer = await gesture("press", { where, ...fields, values: valuesIn(form.body) })
  control?.removeAttribute("aria-busy")
  if (!answer.ok) complain(form, sentence(answer.error))
}

async function send(form) {
  // A modal without a submit button has nothing to send, whatever Enter says.
  if (!form.view?.submit || form.node.getAttribute("aria-busy") === "true") return
  form.node.setAttribute("aria-busy", "true")
  form.problem.hidden = true
  form.body.querySelectorAll("[data-input]").forEach(clearError)
  const answer = await gesture("submit", { view_id: form.id, values: valuesIn(form.body) })
  form.node.removeAttribute("aria-busy")
  if (answer.ok) return
  const named = Object.entries(answer.errors ?? {})
  named.forEach(([block, words]) => showError(form, block, words))
  if (named.length) showField(form.body.querySelector("[aria-invalid]"))
  else complain(form, sentence(answer.error))
}

/** With its error, which stands below it. */
function showField(field) {
  field?.focus({ preventScroll: true })
  field?.closest("[data-input]").scrollIntoView({ block: "center" })
}

function showError(form, block, words) {
  const box = form.body.querySelector(`[data-input="${CSS.escape(block)}"]`)
  if (!box) { complain(form, words); return }
  const id = `error-${block}`.replace(/[^\w-]/g, "_")
  box.append(h("p", { class: "problem field-error", id, role: "alert" }, words))
  const control = box.querySelector("input, textarea, select, .multi-button")
  control?.setAttribute("aria-invalid", "true")
  control?.setAttribute("aria-errormessage", id)
}

function clearError(box) {
  if (!box) return
  box.querySelectorAll(".field-error").forEach((node) => node.remove())
  box.querySelectorAll("[aria-invalid]").forEach((node) => {
    node.removeAttribute("aria-invalid")
    node.removeAttribute("aria-errormessage")
  })
}

function complain(form, words) {
  form.problem.textContent = words
  form.problem.hidden = false
}

/** Close what is on top, or the whole stack. It goes at once; the bot hears of it if it asked to. */
async function closeTop(everything = false) {
  const { modal, modal_depth: depth } = store.snap
  if (!modal || closing.has(modal.id)) return
  closing.add(modal.id)
  forms.delete(modal.id)
  if (everything || !(depth > 1)) hide()
  const answer = await gesture("close", { view_id: modal.id, everything })
  if (answer.ok || answer.error === "view_not_found") return
  closing.delete(modal.id)
  notice(sentence(answer.error), "error")
  drawModal()
}
