// Editing one's own message where it stands.
import { h } from "./dom.js"
import { gesture, sentence } from "./live.js"
import { redraw } from "./redraw.js"
import { asTyped } from "./typed.js"

const open = new Set()
const keyOf = (channel, ts) => `${channel}/${ts}`

export const isEditing = (channel, ts) => open.has(keyOf(channel, ts))

export function startEditing(channel, ts) {
  open.add(keyOf(channel, ts))
  redraw()
  const field = document.querySelector(`[data-ts="${ts}"] .editor textarea`)
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}

function stop(channel, ts) {
  open.delete(keyOf(channel, ts))
  redraw()
  document.querySelector(`[data-ts="${ts}"]`)?.focus()
}

/** The form that stands in for the message's text meanwhile. */
export function editor(channel, one) {
  const field = h("textarea", { class: "input", rows: 2, "aria-label": "Edit message" })
  field.value = asTyped(one.text)
  const problem = h("p", { class: "problem", role: "alert" })
  const save = async (event) => {
    event.preventDefault()
    const answer = await gesture("edit", { channel, ts: one.ts, text: field.value })
    if (answer.ok) stop(channel, one.ts)
    else problem.textContent = sentence(answer.error)
  }
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop(channel, one.ts)
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event)
  })
  return h("form", { class: "editor", onsubmit: save }, field, problem, h("div", { class: "buttons" },
    h("button", { type: "button", class: "button small", onclick: () => stop(channel, one.ts) }, "Cancel"),
    h("button", { type: "submit", class: "button small primary" }, "Save")))
}
