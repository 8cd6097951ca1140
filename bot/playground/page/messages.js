// The list of messages of one conversation: day dividers, staying at the bottom, jumping to one, arrow keys.
import { h, keyed } from "./dom.js"
import { messagePart } from "./message.js"
import { wordsOf } from "./mrkdwn.js"
import { announce } from "./notices.js"
import { authorOf, isMine, messages, store } from "./state.js"
import { dayKey, dayName } from "./times.js"

/** A scrolling list. `draw(channel, list, label)` shows these messages; `label` names it for screen readers. */
export function messageList(className, { inThread = false } = {}) {
  const inner = h("div", { class: "inner" })
  const box = h("div", { class: `messages ${className}`, role: "log", "aria-live": "off", tabindex: "0" }, inner)
  const more = h("button", { type: "button", class: "button small newer", hidden: true }, "New messages ↓")
  const bottom = stickToBottom(box, inner, () => { more.hidden = true })
  more.addEventListener("click", bottom.go)
  box.addEventListener("keydown", (event) => walk(box, event))
  let shown = null

  function draw(channel, list, label) {
    const here = `${store.snap.me}/${channel}/${inThread ? list[0]?.ts : ""}`
    const last = inner.lastElementChild?.dataset.key
    const stays = bottom.holds()
    box.dataset.channel = channel
    box.setAttribute("aria-label", label)
    keyed(inner, parts(channel, list, inThread))
    const fresh = list.length && list.at(-1).ts !== last
    if (here !== shown || stays || (fresh && isMine(list.at(-1)))) bottom.go()
    else if (fresh) more.hidden = false
    shown = here
  }
  return { node: h("div", { class: "list-frame" }, box, more), draw }
}

/** Keep the newest in sight while the reader is at the bottom, and let them be while they are not. */
function stickToBottom(box, inner, reached) {
  let at = true
  let top = 0
  const go = () => {
    box.scrollTop = box.scrollHeight
    top = box.scrollTop
    at = true
    reached()
  }
  const ends = () => box.scrollHeight - box.scrollTop - box.clientHeight < 48
  // The browser tells of a scroll a moment late; a draw in between must not pull the reader down. A box that has
  // grown is scrolled less far, and still at its end.
  const holds = () => {
    if (box.scrollTop < top - 2) at = ends()
    return at
  }
  box.addEventListener("scroll", () => {
    top = box.scrollTop
    at = ends()
    if (at) reached()
  })
  // Fonts, pictures, a growing composer: whatever changes the height, the bottom stays in sight.
  const keep = new ResizeObserver(() => { if (holds()) go() })
  keep.observe(inner)
  keep.observe(box)
  return { go, holds }
}

function parts(channel, list, inThread) {
  const all = []
  let before = null
  for (const one of list) {
    const date = new Date(Number(one.ts) * 1000)
    const day = dayKey(date)
    const newDay = !before || dayKey(new Date(Number(before.ts) * 1000)) !== day
    if (newDay && !inThread) {
      const words = dayName(one.ts)
      all.push({ key: `day-${day}`, mark: words, make: () => h("h3", { class: "day" }, h("span", {}, words)) })
    }
    all.push(messagePart(channel, one, { compact: !newDay && follows(before, one), inThread }))
    before = one
  }
  return all
}

/** An app's cards each keep their head: two in a row would read as one. */
const follows = (before, one) =>
  before.user === one.user && !one.bot && one.ts - before.ts < 300 && !before.replies

/** Up and down go from message to message; Tab then reaches the buttons of the one in focus. */
function walk(box, event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const here = document.activeElement
  if (!way || (here !== box && !here.matches("article"))) return
  event.preventDefault()
  const all = [...box.querySelectorAll("article")]
  const next = here === box ? all.at(-1) : all[all.indexOf(here) + way]
  next?.focus()
}

/** Bring a message into sight and let it glow for a moment. */
export function flash(ts) {
  // A closed thread pane may still hold it, unseen.
  const all = [...document.querySelectorAll(`[data-ts="${CSS.escape(ts)}"]`)]
  const node = all.filter((one) => one.checkVisibility()).at(-1)
  if (!node) return false
  node.scrollIntoView({ block: "center" })
  // The list learns at once that it is no longer at the bottom; the browser would tell it too late.
  node.closest(".messages").dispatchEvent(new Event("scroll"))
  node.focus({ preventScroll: true })
  node.classList.remove("flash")
  void node.offsetWidth
  node.classList.add("flash")
  return true
}

const heard = new Map()

/** Tell screen readers of messages that came in since the last snapshot. */
export function announceNew() {
  const who = store.snap.me
  for (const [id, list] of Object.entries(store.snap.messages)) {
    const newest = list.at(-1)?.ts ?? "0"
    const key = `${who}/${id}`
    const known = heard.get(key)
    heard.set(key, newest)
    if (known === undefined || id !== store.place?.id) continue
    for (const one of list) if (Number(one.ts) > Number(known) && (!isMine(one) || one.bot)) announce(spoken(one))
  }
}

function spoken(one) {
  const words = one.text || (one.blocks ?? []).map((block) => wordsOf(block.text)).join(" ")
  const only = one.ephemeral ? " (to you alone)" : ""
  return `${authorOf(one)}${only}: ${wordsOf({ type: "mrkdwn", text: words }).slice(0, 250)}`
}

/** What the main list shows: everything but replies. */
export const mainMessages = (id) =>
  messages(id).filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast")
export const threadMessages = (id, root) => messages(id).filter((one) => one.ts === root || one.thread_ts === root)
