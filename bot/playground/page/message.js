// One message: who, when, what, reactions, thread line.
// Made of parts, so that a vote elsewhere redraws one bar and not the card.
import { drawBlocks } from "./blocks.js"
import { h, icon, keyed, unseen } from "./dom.js"
import { editor, isEditing } from "./editing.js"
import { fileCards } from "./files.js"
import { signOf, spoken } from "./menu.js"
import { mrkdwn } from "./mrkdwn.js"
import { attemptFrom } from "./notices.js"
import { hrefOf } from "./route.js"
import { avatar } from "./sidebar.js"
import { authorOf, nameOf, person, store } from "./state.js"
import { clockTime, fullTime } from "./times.js"
import { tools, react } from "./tools.js"

/**
 * The part for `keyed`: one message of `channel`. `compact` leaves out who and when, as the message before said it;
 * `inThread` leaves out the line that leads to the thread.
 */
export function messagePart(channel, one, { compact = false, inThread = false } = {}) {
  const mark = JSON.stringify([one, compact, inThread, isEditing(channel, one.ts)]) + store.epoch
  return { key: one.ts, mark, make: (old) => article(old, channel, one, compact, inThread) }
}

function article(old, channel, one, compact, inThread) {
  const node = old ?? h("article", { tabindex: "-1", dataset: { ts: one.ts, focus: `message/${one.ts}` } })
  node.className = ["message", compact ? "compact" : "", one.ephemeral ? "ephemeral" : ""].join(" ").trim()
  node.setAttribute("aria-label", `${authorOf(one)}, ${clockTime(one.ts)}`)
  keyed(node, parts(channel, one, compact, inThread))
  return node
}

function parts(channel, one, compact, inThread) {
  const part = (key, on, make) => ({ key, mark: JSON.stringify(on) + store.epoch, make })
  return [
    part("side", compact, () => (compact ? shortTime(one) : avatar(person(one.user)))),
    part("head", compact, () => head(one, compact)),
    isEditing(channel, one.ts)
      ? { key: "editor", mark: 0, make: (old) => old ?? editor(channel, one) }
      : part("body", [one.text, one.blocks, one.edited], (old) => body(old, channel, one)),
    one.files.length && part("files", one.files, () => fileCards(one.files)),
    one.reactions?.length && part("reactions", one.reactions, (old) => reactions(old, channel, one)),
    one.replies && !inThread && part("replies", [one.replies, one.reply_users], () => replies(channel, one)),
    part("tools", inThread, () => tools(channel, one, inThread)),
  ].filter(Boolean)
}

const shortTime = (one) => h("span", { class: "short-time", "aria-hidden": "true" }, clockTime(one.ts))

function head(one, compact) {
  const private_ = one.ephemeral && h("span", { class: "only-you" }, icon("eye"), "Only visible to you")
  if (compact) return h("div", { class: "head" }, unseen(`${authorOf(one)}, ${clockTime(one.ts)}`), private_)
  const app = (one.bot || person(one.user)?.is_bot) && h("span", { class: "badge" }, "app")
  const datetime = new Date(Number(one.ts) * 1000).toISOString()
  const time = h("time", { datetime, title: fullTime(one.ts) }, clockTime(one.ts))
  const team = person(one.user)?.team && h("span", { class: "badge" }, person(one.user).team)
  return h("div", { class: "head" }, h("span", { class: "name" }, authorOf(one)), app, team, time, private_)
}

function body(old, channel, one) {
  const node = old ?? h("div", { class: "body" })
  const edited = one.edited ? [{ key: "edited", mark: 0, make: () => h("small", { class: "edited" }, "(edited)") }] : []
  if (!shownByBlocks(one)) {
    const text = () => h("div", { class: "text" }, mrkdwn(one.text))
    keyed(node, [{ key: "text", mark: one.text + store.epoch, make: text }, ...edited])
    return node
  }
  keyed(node, [{ key: "blocks", mark: {}, make: (was) => was ?? h("div", { class: "blocks" }) }, ...edited])
  drawBlocks(node.firstElementChild, one.blocks, surface(channel, one))
  return node
}

/** What a person typed is read from its text, which holds the styles that the accompanying rich_text leaves out. */
const shownByBlocks = (one) => one.blocks?.length && (one.bot || one.blocks.some((block) => block.type !== "rich_text"))

function surface(channel, one) {
  const where = { kind: "message", channel, ts: one.ts }
  return { kind: "message", press: (fields, control) => attemptFrom(control, "press", { where, ...fields }) }
}

function reactions(old, channel, one) {
  const node = old ?? h("div", { class: "reactions" })
  keyed(node, one.reactions.map((each) => ({
    key: each.name, mark: JSON.stringify(each), make: () => chip(channel, one.ts, each),
  })))
  return node
}

function chip(channel, ts, { name, users }) {
  const mine = users.includes(store.snap.me)
  const who = users.map((id) => (id === store.snap.me ? "you" : nameOf(id))).join(", ")
  const count = users.length === 1 ? "1 person" : `${users.length} people`
  return h("button", {
    type: "button", class: "reaction", "aria-pressed": String(mine), title: `${who} reacted with :${name}:`,
    "aria-label": `${spoken(name)}, ${count}: ${who}`, "data-focus": `reaction/${name}`,
    onclick: (event) => react(channel, ts, name, event.currentTarget),
  }, h("span", { class: "emoji" }, signOf(name)), h("span", {}, users.length))
}

function replies(channel, one) {
  const faces = (one.reply_users ?? []).slice(0, 4).map((id) => avatar(person(id), "small"))
  const words = `${one.replies} ${one.replies === 1 ? "reply" : "replies"}`
  const href = hrefOf({ id: channel, thread: one.ts })
  return h("a", { class: "replies", href, "data-focus": "replies" }, faces, words)
}
