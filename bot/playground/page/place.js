// The middle: a conversation, or the bot's Home and Messages tabs.
import { composer } from "./composer.js"
import { h, icon, keyed } from "./dom.js"
import { drawHome, homeBox } from "./home.js"
import { gesture } from "./live.js"
import { mainMessages, messageList } from "./messages.js"
import { hrefOf, inApp, onlyReads } from "./route.js"
import { avatar } from "./sidebar.js"
import { botChannel, callOf, channel, me, nameOf, others, person, store } from "./state.js"
import { city, timeIn } from "./times.js"
import { welcome } from "./welcome.js"

let parts = null

export function drawPlace() {
  const main = document.getElementById("place")
  parts ??= build(main)
  const chan = channel(store.place.id)
  drawHead(parts.head, chan)
  const home = store.place.kind === "home"
  parts.home.hidden = !home
  for (const part of [parts.tips, parts.list.node]) part.hidden = home
  parts.typing.node.hidden = home || onlyReads()
  parts.closed.hidden = home || !onlyReads()
  if (home) { drawHome(parts.home); return }
  parts.list.draw(chan.id, mainMessages(chan.id), `Messages in ${callOf(chan)}`)
  parts.typing.aim(chan.id, null)
  markSeen(chan)
}

function build(main) {
  const list = messageList("in-channel")
  const typing = composer()
  const head = h("header", { class: "place-head" })
  const home = homeBox()
  const tips = welcome(typing)
  const closed = h("p", { class: "closed" }, "Sending messages to this app has been turned off.")
  main.append(head, tips, home, list.node, typing.node, closed)
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault()
    if (typing.node.hidden) (home.hidden ? main.querySelector(".messages") : home).focus()
    else typing.field.focus()
  })
  return { head, tips, home, list, typing, closed }
}

function drawHead(head, chan) {
  const bot = inApp()
  const title = bot ? store.snap.bot.name : callOf(chan)
  const about = bot ? botState() : aboutOf(chan)
  keyed(head, [
    { key: "name", mark: title + chan?.kind + store.epoch, make: () => nameLine(title, chan, bot) },
    { key: "about", mark: about, make: () => h("p", { class: "about" }, about) },
    ...(bot && !me().team ? [{ key: "tabs", mark: store.place.kind, make: tabs }] : []),
  ])
}

const nameLine = (title, chan, bot) =>
  h("h2", { id: "place-name" }, signOf(chan, bot), bot ? title : title.replace(/^#/, ""))

function signOf(chan, bot) {
  if (bot) return avatar(person(store.snap.bot.user), "small")
  if (chan.kind === "private") return icon("lock")
  if (chan.kind === "public") return h("span", { class: "sign" }, "#")
  return avatar(person(others(chan)[0] ?? store.snap.me), "small")
}

const botState = () => (store.snap.bot.connected ? "connected" : "not connected")

function aboutOf(chan) {
  if (chan.kind === "im") {
    const other = person(others(chan)[0])
    return other?.tz ? `${city(other.tz)}, ${timeIn(other.tz)}` : ""
  }
  const count = chan.members?.length ?? 0
  const many = `${count} ${count === 1 ? "member" : "members"}`
  const shared = chan.shared_with.length && `shared with ${chan.shared_with.join(", ")}`
  return [chan.archived && "archived", shared, chan.topic, count && many].filter(Boolean).join(" · ")
}

function tabs() {
  const tab = (name, href, here) => h("a", { href, "aria-current": here ? "page" : null, "data-focus": name }, name)
  const home = store.place.kind === "home"
  return h("nav", { class: "tabs", "aria-label": nameOf(store.snap.bot.user) },
    tab("Home", hrefOf({ home: true }), home),
    botChannel() && tab("Messages", hrefOf({ id: botChannel().id }), !home))
}

let marking = false

/** What is looked at is read; a page in a background tab is not looked at. */
async function markSeen(chan) {
  if (!chan.unread || marking || document.hidden) return
  marking = true
  await gesture("seen", { channel: chan.id })
  marking = false
}
