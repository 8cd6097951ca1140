// The bot's own place: the Home tab with the view it published.
import { drawBlocks } from "./blocks.js"
import { h, keyed } from "./dom.js"
import { valuesIn } from "./fields.js"
import { gesture, sentence } from "./live.js"
import { attempt, attemptFrom, notice } from "./notices.js"
import { inBotMessages } from "./route.js"
import { store } from "./state.js"

/** The Home tab's scrolling box, filled by `drawHome`. */
export const homeBox = () =>
  h("div", { class: "home", tabindex: "0", "aria-label": "Home", role: "region" }, h("div", { class: "inner" }))

export function drawHome(box) {
  const { home } = store.snap
  keyed(box.firstElementChild, home
    ? [{ key: "view", mark: {}, make: (old) => old ?? h("div", { class: "blocks" }) }]
    : [{ key: "none", mark: store.snap.bot.name, make: empty }])
  if (home) drawBlocks(box.querySelector(".blocks"), home.blocks, { kind: "home", press: (...use) => press(box, ...use) })
}

/** The bot hears what stands in all inputs of its Home, as it would in Slack. */
function press(box, fields, control) {
  const said = { where: { kind: "home" }, ...fields, values: valuesIn(box) }
  // Whoever types on while the bot still answers is heard again; a button is pressed once.
  return control.matches("input, textarea") ? attempt("press", said) : attemptFrom(control, "press", said)
}

function empty() {
  const { bot } = store.snap
  const why = bot.connected ? `${bot.name} hasn't published its Home yet.` : `${bot.name} isn't connected.`
  return h("div", { class: "empty" }, h("p", {}, why), h("p", {}, "Its Home appears here once it's published."))
}

let lastVisit = null

/** Tell the bot that its place was opened: once a visit, and again for another person or a bot that came back. */
export async function tellOpened() {
  const tab = store.place?.kind === "home" ? "home" : inBotMessages() ? "messages" : null
  const visit = tab && `${store.snap.me}/${tab}/${store.snap.bot.connected}`
  if (visit === lastVisit) return
  lastVisit = visit
  if (!visit || !store.snap.bot.connected) return
  const answer = await gesture("open_home", { tab })
  if (!answer.ok) notice(sentence(answer.error), "error")
}
