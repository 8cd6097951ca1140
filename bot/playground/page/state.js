// What the page knows: the newest snapshot, and where the person is looking.

export const store = {
  snap: null,
  /** Where we are: {kind: "channel", id} or {kind: "home"}, with the ts of an open thread or null. */
  place: null,
  thread: null,
  /** When the snapshot came in, by the browser's steady counter: the clock runs on between snapshots. */
  since: 0,
  /** One string for everything a rendered text may depend on besides itself (names, viewer, emoji). */
  epoch: "",
}

export function take(snap) {
  store.snap = snap
  store.since = performance.now()
  const channels = snap.channels.map((one) => [one.id, one.name, one.member])
  store.epoch = JSON.stringify([snap.me, snap.users, channels, Object.keys(snap.emoji ?? {}).length])
}

export const me = () => store.snap.users[store.snap.me]
export const person = (id) => store.snap.users[id]
export const channel = (id) => store.snap.channels.find((one) => one.id === id)
export const messages = (id) => store.snap.messages[id] ?? []
export const message = (id, ts) => messages(id).find((one) => one.ts === ts)
export const isMine = (one) => one.user === store.snap.me

export const nameOf = (id) => person(id)?.real_name || person(id)?.name || "Somebody"
/** Who said it: an app may write under a name of its choice. */
export const authorOf = (one) => one.username ?? nameOf(one.user)
export const people = () => Object.values(store.snap.users).filter((one) => !one.is_bot && !one.deleted)

/** The other people of a direct message, without the viewer. */
export const others = (chan) => (chan.with ?? chan.members ?? []).filter((id) => id !== store.snap.me)

export function titleOf(chan) {
  if (chan.kind === "public" || chan.kind === "private") return chan.name
  return others(chan).map(nameOf).join(", ") || `${nameOf(store.snap.me)} (you)`
}

/** "#support" for channels, the name alone for people: as one would say it. */
export const callOf = (chan) => (chan.kind === "public" || chan.kind === "private" ? `#${chan.name}` : titleOf(chan))

export const botChannel = () =>
  store.snap.channels.find((chan) => chan.kind === "im" && others(chan).includes(store.snap.bot.user))

/** The first channel a newcomer should see: the one where the team works, else any. */
export function firstChannel() {
  const open = store.snap.channels.filter((chan) => !chan.archived)
  return open.find((chan) => chan.name === "support") ?? open.find((chan) => chan.member) ?? open[0]
}

export const emoji = (name) => store.snap.emoji?.[name]

/** Private notes of this browser tab. Storage may be switched off: then nothing is remembered, and nothing breaks. */
export const remember = {
  get(key) {
    try { return sessionStorage.getItem(`playground.${key}`) } catch { return null }
  },
  set(key, value) {
    try { sessionStorage.setItem(`playground.${key}`, value) } catch { /* not remembered, then */ }
  },
}
