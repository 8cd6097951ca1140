// Where one types. Enter sends, Shift+Enter makes a new line; what was typed is never lost.
import { suggestions } from "./completion.js"
import { h, iconButton, keyed } from "./dom.js"
import { gesture, sentence } from "./live.js"
import { openMenu } from "./menu.js"
import { attempt, notice } from "./notices.js"
import { callOf, channel, store } from "./state.js"

let nth = 0

/** A composer; `aim(channel, thread)` points it at a conversation and keeps a draft for each. */
export function composer() {
  const id = `composer-${(nth += 1)}`
  const drafts = new Map()
  const state = { target: null, items: [], active: -1, from: 0, firm: false }
  const field = h("textarea", {
    class: "typing", rows: 1, autocomplete: "off", enterkeyhint: "send",
    "aria-autocomplete": "list", "aria-controls": `${id}-list`,
  })
  const list = h("ul", {
    class: "suggestions", id: `${id}-list`, role: "listbox", "aria-label": "Suggestions", hidden: true,
  })
  const problem = h("p", { class: "problem", role: "alert", hidden: true })
  const hint = h("p", { class: "typing-hint" })
  const bolt = iconButton("bolt", "Shortcuts", (event) => openShortcuts(event.currentTarget), { "aria-haspopup": "menu" })
  const send = iconButton("send", "Send", null, { type: "submit", class: "icon-button send" })
  const node = h("form", { class: "composer" }, list, problem,
    h("div", { class: "typing-frame" }, bolt, field, send), hint)
  const parts = { id, drafts, state, field, list, problem, hint, node }

  node.addEventListener("submit", (event) => { event.preventDefault(); sendTyped(parts) })
  field.addEventListener("input", () => { problem.hidden = true; grow(field); suggest(parts) })
  field.addEventListener("click", () => suggest(parts))
  field.addEventListener("blur", () => hide(parts))
  field.addEventListener("keydown", (event) => keys(parts, event))
  return { node, field, aim: (id_, thread) => aim(parts, bolt, id_, thread), fill: (text) => fill(parts, text) }
}

function aim(parts, bolt, id, thread) {
  const { state, field, drafts } = parts
  const chan = channel(id)
  bolt.hidden = Boolean(thread) ||
    !(store.snap.steps.length || store.snap.shortcuts.some((one) => one.type === "global"))
  const name = thread ? "Reply in thread" : `Message ${callOf(chan)}`
  field.setAttribute("aria-label", name)
  field.placeholder = chan.archived ? "This channel is archived" : name
  const key = `${store.snap.me}/${id}/${thread ?? ""}`
  if (state.target?.key === key) return
  if (state.target) drafts.set(state.target.key, field.value)
  state.target = { key, id, thread }
  parts.problem.hidden = true
  field.value = drafts.get(key) ?? ""
  grow(field)
  hide(parts)
}

function fill(parts, text) {
  parts.field.value = text
  parts.field.focus()
  parts.field.setSelectionRange(text.length, text.length)
  grow(parts.field)
  suggest(parts)
}

function grow(field) {
  field.style.height = "auto"
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`
}

async function sendTyped(parts) {
  const { field, state } = parts
  const text = field.value.trim()
  const { target } = state
  if (!text) return
  if (target.thread && text.startsWith("/")) {
    complain(parts, "Slash commands don't work in threads. Type it in the channel.")
    return
  }
  field.value = ""
  grow(field)
  hide(parts)
  parts.problem.hidden = true
  parts.node.classList.add("sending")
  const answer = text.startsWith("/")
    ? await gesture("command", { channel: target.id, line: text })
    : await gesture("say", { channel: target.id, text, thread: target.thread ?? null })
  parts.node.classList.remove("sending")
  if (!answer.ok) giveBack(parts, target, text, sentence(answer.error))
}

/** It did not go out: the words come back to where they were typed, before anything typed since. */
function giveBack(parts, target, text, why) {
  if (parts.state.target.key === target.key) {
    parts.field.value = [text, parts.field.value].filter(Boolean).join("\n")
    grow(parts.field)
    complain(parts, why)
    return
  }
  parts.drafts.set(target.key, [text, parts.drafts.get(target.key)].filter(Boolean).join("\n"))
  notice(`${why} What you wrote is still in ${callOf(channel(target.id))}.`, "error")
}

function complain({ problem }, words) {
  problem.textContent = words
  problem.hidden = false
}

function keys(parts, event) {
  const { state, list } = parts
  if (event.isComposing) return
  const open = !list.hidden
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const takes = event.key === "Tab" ? !event.shiftKey : event.key === "Enter" && state.active >= 0
  if (open && move) select(parts, (state.active + move + state.items.length) % state.items.length)
  else if (open && takes) takeItem(parts, state.items[Math.max(state.active, 0)])
  else if (open && event.key === "Escape") hide(parts)
  else if (event.key === "Enter" && !event.shiftKey) sendTyped(parts)
  else return
  event.preventDefault()
}

function suggest(parts) {
  const { field, state } = parts
  const found = suggestions(field.value.slice(0, field.selectionStart))
  showHint(parts)
  if (!found) { hide(parts); return }
  Object.assign(state, { items: found.items, from: found.from, firm: found.firm })
  parts.list.hidden = false
  select(parts, found.firm ? 0 : -1)
}

function showHint({ field, hint }) {
  const command = store.snap.commands.find((one) => field.value.startsWith(`${one.command} `))
  hint.textContent = command ? `${command.command} ${command.usage_hint ?? ""}` : ""
}

function select(parts, active) {
  const { state, list, field, id } = parts
  state.active = active
  keyed(list, state.items.map((item, at) => ({
    key: String(at), mark: JSON.stringify([item, at === active]),
    make: () => suggestion(parts, item, at, at === active),
  })))
  list.children[active]?.scrollIntoView({ block: "nearest" })
  if (active < 0) field.removeAttribute("aria-activedescendant")
  else field.setAttribute("aria-activedescendant", `${id}-item-${active}`)
}

function suggestion(parts, item, at, active) {
  // pointerdown, not click: the field must not lose the focus first.
  const take = (event) => { event.preventDefault(); takeItem(parts, item) }
  return h("li", { role: "option", id: `${parts.id}-item-${at}`, "aria-selected": String(active), onpointerdown: take },
    h("strong", {}, item.label), item.hint && h("code", {}, item.hint), item.detail && h("small", {}, item.detail))
}

function takeItem(parts, item) {
  const { field, state } = parts
  const rest = field.value.slice(field.selectionStart)
  const head = field.value.slice(0, state.from) + item.insert
  field.value = head + rest.replace(/^ /, "")
  field.setSelectionRange(head.length, head.length)
  grow(field)
  suggest(parts)
}

function hide(parts) {
  const { list, state, field } = parts
  showHint(parts)
  list.hidden = true
  state.items = []
  state.active = -1
  field.removeAttribute("aria-activedescendant")
}

function openShortcuts(anchor) {
  const items = store.snap.shortcuts.filter((one) => one.type === "global").map((one) => ({
    label: one.name, detail: one.description, run: () => attempt("shortcut", { callback_id: one.callback_id }),
  }))
  const steps = store.snap.steps.map((one) => ({
    label: `Workflow: ${one.title}`, detail: one.description,
    run: () => attempt("step", { callback_id: one.callback_id }),
  }))
  openMenu(anchor, "Shortcuts", steps.length ? [...items, null, ...steps] : items)
}
