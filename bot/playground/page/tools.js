// What one can do with a message: react, reply, the bot's message shortcuts, edit or delete one's own.
import { confirmed } from "./confirm.js"
import { h, iconButton } from "./dom.js"
import { startEditing } from "./editing.js"
import { openMenu, openReactions } from "./menu.js"
import { attempt, attemptFrom, notice } from "./notices.js"
import { go } from "./route.js"
import { isMine, message, store } from "./state.js"

/** React, or take one's own reaction back. */
export function react(channel, ts, name, control) {
  const mine = message(channel, ts)?.reactions?.find((each) => each.name === name)?.users.includes(store.snap.me)
  return attemptFrom(control, mine ? "unreact" : "react", { channel, ts, name })
}

/** The row of small buttons that shows when a message is pointed at or holds the focus. */
export function tools(channel, one, inThread) {
  const act = (name, label, run) =>
    iconButton(name, label, (event) => run(event.currentTarget), { "data-focus": `tool/${name}` })
  const dismiss = () => attempt("delete", { channel, ts: one.ts })
  if (one.ephemeral) return h("div", { class: "tools" }, act("close", "Dismiss", dismiss))
  return h("div", { class: "tools", role: "group", "aria-label": "Message actions" },
    act("smile", "React", (at) => openReactions(at, (name) => react(channel, one.ts, name, at))),
    !inThread && act("reply", "Reply in thread", () => go({ id: channel, thread: one.thread_ts ?? one.ts })),
    act("dots", "More actions", (at) => openMenu(at, "More actions", more(channel, message(channel, one.ts) ?? one))))
}

function more(channel, one) {
  const shortcuts = store.snap.shortcuts.filter((each) => each.type === "message").map((each) => ({
    label: each.name, detail: store.snap.bot.name, icon: "bolt",
    run: () => attempt("shortcut", { callback_id: each.callback_id, channel, ts: one.ts }),
  }))
  const own = [
    { label: "Edit message", run: () => startEditing(channel, one.ts) },
    { label: "Delete message", danger: true, run: () => remove(channel, one) },
  ]
  return [
    ...shortcuts, ...(shortcuts.length ? [null] : []),
    { label: "Copy link", run: () => copyLink(channel, one.ts) },
    ...(isMine(one) && !one.bot ? own : []),
  ]
}

async function copyLink(channel, ts) {
  const link = new URL(`/archives/${channel}/p${ts.replace(".", "")}`, location.href).href
  try {
    await navigator.clipboard.writeText(link)
    notice("Link copied.")
  } catch {
    // Not every browser lets a page write to the clipboard; then the link is shown to be copied by hand.
    notice(link)
  }
}

async function remove(channel, one) {
  const sure = await confirmed({
    title: "Delete this message?", text: "This deletes it for everybody.",
    confirm: "Delete", deny: "Keep it", style: "danger",
  })
  if (sure) await attempt("delete", { channel, ts: one.ts })
}
