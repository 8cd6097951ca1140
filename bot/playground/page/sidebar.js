// The left side: the workspace, who one is acting as, the bot, channels and people.
import { h, icon, keyed, unseen } from "./dom.js"
import { become } from "./live.js"
import { openMenu } from "./menu.js"
import { announce } from "./notices.js"
import { hrefOf, inApp, inBotMessages } from "./route.js"
import { botChannel, callOf, me, others, people, person, store, titleOf } from "./state.js"
import { city, timeIn } from "./times.js"

/** A person's mark: initials on their colour. */
export function avatar(user, size = "") {
  const color = user?.color ? `#${user.color.replace("#", "")}` : "#8a7a6c"
  const kind = user?.is_bot ? "avatar bot" : "avatar"
  const letters = user?.initials || (user?.real_name || user?.name || "?").slice(0, 1)
  // Letters that are a drawing: no part of the name of the control that holds them.
  return h("span", { class: `${kind} ${size}`, "aria-hidden": "true", dataset: { letters }, style: { "--own": deep(color) } })
}

/** The colour, as dark as white letters need it: a contrast of 4.5. */
function deep(color) {
  let parts = color.match(/[0-9a-f]{2}/gi)?.map((two) => parseInt(two, 16)) ?? [90, 80, 70]
  while (1.05 / (brightness(parts) + 0.05) < 4.6) parts = parts.map((each) => each * 0.96)
  return `rgb(${parts.map(Math.floor).join(" ")})`
}

/** Relative luminance, as the Web Content Accessibility Guidelines define it. */
function brightness(parts) {
  const [red, green, blue] = parts.map((each) => each / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function drawSidebar() {
  keyed(document.getElementById("sidebar"), [
    { key: "team", mark: store.snap.team.name, make: () => h("p", { class: "team" }, store.snap.team.name) },
    { key: "acting", mark: `${store.epoch}${timeIn(me().tz)}`, make: acting },
    { key: "places", mark: 0, make: (old) => old ?? h("div", { class: "places" }) },
    { key: "foot", mark: JSON.stringify(store.snap.signposts), make: foot },
  ])
  const places = document.querySelector(".places")
  keyed(places, groups().filter((group) => group.entries.length).map((group) => ({
    key: group.name, mark: 0,
    make: () => h("section", { "aria-label": group.name }, h("h2", {}, group.name), h("ul", {})),
  })))
  for (const group of groups()) fill(places.querySelector(`[data-key="${group.name}"] ul`), group.entries)
}

function acting() {
  const mine = me()
  const where = `${city(mine.tz)}, ${timeIn(mine.tz)}`
  const words = h("span", { class: "two" },
    h("small", {}, "Acting as"), " ", h("strong", {}, mine.real_name), " ", h("small", {}, where))
  return h("button", {
    type: "button", class: "acting", "aria-haspopup": "menu", "data-focus": "acting",
    "aria-label": `Acting as ${mine.real_name}, ${where}. Switch person`,
    onclick: (event) => pickPerson(event.currentTarget),
  }, avatar(mine), words, icon("swap"))
}

function pickPerson(anchor) {
  const items = people().map((one) => ({
    label: one.real_name, detail: one.team || `${city(one.tz)} ${timeIn(one.tz)}`, checked: one.id === store.snap.me,
    run: () => { become(one.id); announce(`You're now ${one.real_name}`) },
  }))
  openMenu(anchor, "Switch person", items)
}

function groups() {
  const mine = store.snap.channels.filter((chan) => !chan.archived || chan.member)
  const rooms = mine.filter((chan) => chan.kind === "public" || chan.kind === "private")
  const talks = mine.filter((chan) => (chan.kind === "im" || chan.kind === "mpim") && chan.id !== botChannel()?.id)
  return [
    { name: "Apps", entries: me().team && !botChannel() ? [] : [botEntry()] },
    { name: "Channels", entries: rooms.sort((a, b) => a.name.localeCompare(b.name)).map(channelEntry) },
    { name: "Direct messages", entries: talks.map(channelEntry) },
  ]
}

function botEntry() {
  const { bot } = store.snap
  const state = bot.connected ? "connected" : "not connected"
  return {
    // An app has no Home for people of another organisation: they have what it wrote to them.
    key: "app", href: hrefOf(me().team ? { id: botChannel().id } : { home: true }), here: inApp(), unread: inBotMessages() ? 0 : botChannel()?.unread ?? 0,
    name: bot.name, before: () => avatar(person(bot.user) ?? { is_bot: true, initials: bot.name[0] }, "small"),
    after: () => h("span", { class: `state ${bot.connected ? "on" : "off"}`, title: state }, unseen(state)),
    extra: state,
  }
}

function channelEntry(chan) {
  const who = others(chan)
  const signs = { public: () => h("span", { class: "sign", "aria-hidden": "true" }, "#"), private: () => icon("lock") }
  return {
    key: chan.id, href: hrefOf({ id: chan.id }), here: store.place?.id === chan.id, unread: chan.unread,
    name: titleOf(chan), before: signs[chan.kind] ?? (() => avatar(person(who[0] ?? store.snap.me), "small")),
    extra: [chan.kind === "private" && "private channel",
      chan.shared_with.length && `shared with ${chan.shared_with.join(", ")}`, chan.archived && "archived"].filter(Boolean).join(", "),
    dim: !chan.member || chan.archived,
  }
}

function fill(list, entries) {
  if (!list) return
  keyed(list, entries.map((entry) => ({
    key: entry.key,
    mark: JSON.stringify([entry.name, entry.here, entry.unread, entry.extra, entry.dim, store.epoch]),
    make: () => h("li", {}, line(entry)),
  })))
}

function line({ key, href, here, unread, name, before, after, extra, dim }) {
  const spoken = [name, unread ? `${unread} unread` : "", extra].filter(Boolean).join(", ")
  const classes = [unread ? "unread" : "", dim ? "dim" : ""].join(" ").trim()
  return h("a", {
    href, class: classes || null, "aria-current": here ? "page" : null, "aria-label": spoken, "data-focus": key,
  }, before(), h("span", { class: "label" }, name), " ", after?.(), unread > 0 && h("span", { class: "count" }, unread))
}

function foot() {
  const posts = store.snap.signposts.map((each) =>
    h("a", { href: each.href, target: "_blank", rel: "noopener noreferrer" }, each.label))
  return h("div", { class: "foot" },
    posts.length > 0 && h("p", { class: "signposts" }, "Outside Slack: ", ...posts),
    h("p", {}, "Playground — a stand-in for Slack. Nothing leaves this machine."))
}

/** How many messages wait elsewhere, for the page's title. */
export const waiting = () => store.snap.channels.reduce((sum, chan) => sum + (chan.unread || 0), 0)
export const placeTitle = () => {
  if (inApp()) return store.snap.bot.name
  const chan = store.snap.channels.find((one) => one.id === store.place?.id)
  return chan ? callOf(chan) : store.snap.team.name
}
