// Between what a person types and what a chat client sends: names become ids, and & < > are escaped.
import { channel, nameOf, person, store } from "./state.js"

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
const NAMES = /(^|[\s(])(?:@([\w.-]*\w)|#([\w-]+)|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)"']))/gu

/** Typed text as it is sent: "@bruno" → "<@U…>", "#support" → "<#C…>", "https://…" → "<https://…>". */
export function asSent(text) {
  return escaped(text).replace(NAMES, (whole, before, who, room, address) => {
    const id = who ? userId(who) : room ? channelId(room) : `<${address}>`
    return id ? before + id : whole
  })
}

function userId(name) {
  if (/^(here|channel|everyone)$/.test(name)) return `<!${name}>`
  const found = Object.values(store.snap.users).find((one) => one.name === name)
  return found && `<@${found.id}>`
}

function channelId(name) {
  const found = store.snap.channels.find((one) => one.name === name)
  return found && `<#${found.id}>`
}

/** The other way round, for editing. */
export function asTyped(text) {
  const plain = text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => `@${person(id)?.name ?? nameOf(id)}`)
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (whole, id) => `#${channel(id)?.name ?? "private-channel"}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<(https?:[^>|]*)(?:\|[^>]*)?>/g, "$1")
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
}
