// The pane beside the conversation: one message and its replies.
import { composer } from "./composer.js"
import { h, iconButton } from "./dom.js"
import { messageList, threadMessages } from "./messages.js"
import { go, onlyReads } from "./route.js"
import { callOf, channel, store } from "./state.js"

let parts = null

export function drawThread() {
  const pane = document.getElementById("thread")
  const was = pane.dataset.root ?? ""
  const root = store.place?.kind === "channel" ? store.thread : null
  pane.hidden = !root
  document.body.classList.toggle("with-thread", Boolean(root))
  pane.dataset.root = root ?? ""
  if (!root) { if (was) giveBackFocus(was); return }
  parts ??= build(pane)
  const { id } = store.place
  parts.where.textContent = callOf(channel(id))
  parts.list.draw(id, threadMessages(id, root), "Thread messages")
  parts.typing.aim(id, root)
  parts.typing.node.hidden = onlyReads()
  if (was !== root && !onlyReads()) parts.typing.field.focus()
}

function build(pane) {
  const list = messageList("in-thread", { inThread: true })
  const typing = composer()
  const where = h("small", {})
  const close = iconButton("close", "Close thread", () => go({ id: store.place.id }))
  pane.append(h("header", { class: "place-head" }, h("h2", {}, "Thread ", where), close), list.node, typing.node)
  pane.addEventListener("keydown", (event) => {
    const taken = event.defaultPrevented || event.target.closest(".editor")
    if (event.key === "Escape" && !taken) go({ id: store.place.id })
  })
  return { list, typing, where }
}

/** Back to the message whose thread was open. */
function giveBackFocus(ts) {
  if (document.activeElement !== document.body) return
  document.querySelector(`#place [data-ts="${ts}"]`)?.focus({ preventScroll: true })
}
