// Where the person is looking, kept in the address so that Back, reload and links to messages work.
import { botChannel, channel, firstChannel, message, store } from "./state.js"

/** The address of a place: {home: true}, {id}, {id, thread}, or {id, ts} to jump to one message. */
export function hrefOf({ home, id, thread, ts }) {
  if (home) return "#/home"
  return `#/${id}${thread ? `/thread/${thread}` : ""}${ts ? `/at/${ts}` : ""}`
}

export const go = (where) => { location.hash = hrefOf(where) }

/** Read the address into the store; returns the ts of a message to jump to, if it names one. */
export function readAddress() {
  const [, first, kind, ts] = location.hash.split("/")
  if (first === "home") { store.place = { kind: "home" }; store.thread = null; return null }
  const chan = channel(first) ?? channel(store.place?.id) ?? firstChannel()
  store.place = chan ? { kind: "channel", id: chan.id } : { kind: "home" }
  const named = chan?.id === first
  store.thread = named && kind === "thread" ? ts : null
  return named && kind === "at" ? toMessage(chan.id, ts) : null
}

/** A reply is shown in its thread. */
function toMessage(id, ts) {
  const found = message(id, ts)
  if (found?.thread_ts && found.thread_ts !== ts) store.thread = found.thread_ts
  return ts
}

/** A permalink opened in a new tab arrives as a path; turn it into this page's own address. */
export function adoptPath() {
  const found = /^\/archives\/(\w+)\/p(\d{10})(\d{6})/.exec(location.pathname)
  if (found) history.replaceState(null, "", `/${hrefOf({ id: found[1], ts: `${found[2]}.${found[3]}` })}`)
}

export const inBotMessages = () => store.place?.kind === "channel" && store.place.id === botChannel()?.id
/** The bot's Messages tab, where its manifest says that nobody writes to it. */
export const onlyReads = () => inBotMessages() && !store.snap.bot.messages_open
export const inApp = () => store.place?.kind === "home" || inBotMessages()
