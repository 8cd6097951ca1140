// Slack's mrkdwn as DOM nodes. Whatever it does not understand stays the text it was.
import { h, icon } from "./dom.js"
import { hrefOf } from "./route.js"
import { callOf, channel, emoji, nameOf, person, store } from "./state.js"
import { slackDate } from "./times.js"

/** Text with mrkdwn, as a fragment. `verbatim` leaves bare addresses as text. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const out = document.createDocumentFragment()
  // The odd pieces are what stood between ``` and ```.
  String(text ?? "").split(/```\n?([\s\S]+?)```/).forEach((piece, nth) => {
    if (nth % 2) out.append(h("pre", {}, unescape(piece.replace(/\n$/, ""))))
    else if (piece) lines(piece.replace(/^\n/, nth ? "" : "\n"), out, verbatim)
  })
  return out
}

/** Plain text: nothing is read but emoji names. */
export function plainText(text, withEmoji = true) {
  const out = document.createDocumentFragment()
  String(text ?? "").split(/(:[\w+'-]+:)/).forEach((piece, nth) => {
    out.append(nth % 2 && withEmoji ? emojiNode(piece.slice(1, -1)) : piece)
  })
  return out
}

/** A Block Kit text object, of either kind. */
export function textObject(object) {
  if (!object) return document.createDocumentFragment()
  if (typeof object === "string") return plainText(object)
  return object.type === "mrkdwn" ? mrkdwn(object.text, object) : plainText(object.text, object.emoji !== false)
}

/** A text object as words alone, for labels and announcements. */
export const wordsOf = (object) => {
  const box = h("div", {}, textObject(object))
  return box.textContent.trim()
}

function lines(text, out, verbatim) {
  const rest = text.match(/^([\s\S]*?)(?:^|\n)(?:&gt;|>){3} ?([\s\S]*)$/)
  if (rest) {
    if (rest[1]) lines(rest[1], out, verbatim)
    out.append(h("blockquote", {}, inline(rest[2], verbatim)))
    return
  }
  for (const [quoted, block] of runs(text.split("\n"))) {
    const words = inline(block.join("\n"), verbatim)
    out.append(quoted ? h("blockquote", {}, words) : words)
  }
}

/** Neighbouring lines of one kind together: [[isQuote, lines], …]. */
function runs(all) {
  const found = []
  for (const line of all) {
    const quote = line.match(/^(?:&gt;|>) ?(.*)$/)
    if (found.at(-1)?.[0] === Boolean(quote)) found.at(-1)[1].push(quote ? quote[1] : line)
    else found.push([Boolean(quote), [quote ? quote[1] : line]])
  }
  return found
}

function inline(text, verbatim) {
  const out = document.createDocumentFragment()
  let plain = ""
  for (let at = 0; at < text.length;) {
    const hit = special(text, at, verbatim)
    if (!hit) { plain += text[at]; at += 1; continue }
    if (plain) out.append(unescape(plain))
    plain = ""
    out.append(hit.node)
    at = hit.end
  }
  if (plain) out.append(unescape(plain))
  return out
}

function special(text, at, verbatim) {
  const sign = text[at]
  if (sign === "<") return angle(text, at)
  if (sign === "`") return code(text, at)
  if (sign === "*" || sign === "_" || sign === "~") return styled(text, at, verbatim)
  if (sign === ":") return named(text, at)
  if (sign === "h" && !verbatim) return bare(text, at)
  return null
}

const wordLike = (sign) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)
const TAGS = { "*": "strong", _: "em", "~": "del" }

/** A sign opens a style only where it hugs the start of a word: snake_case and 2 * 3 stay as they are. */
function styled(text, at, verbatim) {
  const sign = text[at]
  const next = text[at + 1]
  if (wordLike(text[at - 1]) || !next || next === sign || /\s/.test(next)) return null
  const end = closing(text, at, sign)
  if (end < 0) return null
  return { node: h(TAGS[sign], {}, inline(text.slice(at + 1, end), verbatim)), end: end + 1 }
}

function closing(text, at, sign) {
  for (let end = at + 2; end < text.length && text[end] !== "\n"; end += 1) {
    // What stands in angle brackets or backticks is not searched.
    if (text[end] === "<") end = Math.max(end, text.indexOf(">", end))
    if (text[end] === "`" && text.indexOf("`", end + 1) > 0) end = text.indexOf("`", end + 1)
    else if (text[end] === sign && !/\s/.test(text[end - 1]) && !wordLike(text[end + 1])) return end
  }
  return -1
}

function code(text, at) {
  const end = text.indexOf("`", at + 1)
  const words = text.slice(at + 1, end)
  if (end < 0 || !words.trim() || words.includes("\n")) return null
  return { node: h("code", {}, unescape(words)), end: end + 1 }
}

function named(text, at) {
  const found = /^:([\w+'-]+):/.exec(text.slice(at, at + 102))
  if (!found || !emoji(found[1])) return null
  return { node: emojiNode(found[1]), end: at + found[0].length }
}

function bare(text, at) {
  const found = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)"'*_~]/.exec(text.slice(at))
  if (!found || wordLike(text[at - 1])) return null
  return { node: link(unescape(found[0])), end: at + found[0].length }
}

function angle(text, at) {
  const end = text.indexOf(">", at)
  const [inside, label] = halves(text.slice(at + 1, end))
  const node = end > 0 ? token(inside, label) : null
  return node && { node, end: end + 1 }
}

function halves(inside) {
  const bar = inside.indexOf("|")
  return bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)]
}

function token(inside, label) {
  if (/^@[UW]\w+$/.test(inside)) return userMention(inside.slice(1), unescape(label))
  if (/^#[CGD]\w+$/.test(inside)) return channelMention(inside.slice(1))
  if (inside.startsWith("!")) return bang(inside.slice(1), unescape(label))
  return /^(https?:\/\/|mailto:)/i.test(inside) ? link(unescape(inside), label) : null
}

export function userMention(id, label = "") {
  const name = person(id) ? nameOf(id) : label || "somebody"
  return h("span", { class: id === store.snap.me ? "mention mine" : "mention" }, `@${name}`)
}

/** A channel's name as a link; its name is not told to somebody who is not in it. */
export function channelMention(id) {
  const chan = channel(id)
  if (!chan) return h("span", { class: "mention" }, icon("lock"), "private channel")
  return h("a", { class: "mention", href: hrefOf({ id }) }, callOf(chan))
}

export const broadcast = (range) => h("span", { class: "mention mine" }, `@${range}`)

/** The people of a group, by its handle. */
export function groupMention(id, label = "") {
  const handle = store.snap.groups[id]
  return h("span", { class: "mention" }, handle ? `@${handle}` : label || "@group")
}

function bang(inside, label) {
  const [what, ts, pattern, href] = inside.split("^")
  if (/^(here|channel|everyone)$/.test(what)) return broadcast(what)
  if (what === "subteam") return groupMention(ts, label)
  if (what !== "date") return label ? document.createTextNode(label) : null
  const words = slackDate(ts, pattern ?? "") ?? (label || ts)
  return href ? link(href, words) : h("time", {}, words)
}

/** A link; to a message of this workspace it leads inside the page, other addresses open beside it. */
export function link(href, label = "") {
  const words = label ? plainText(unescape(label)) : href.replace(/^mailto:/, "")
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return h("span", {}, words)
  const inside = permalink(href)
  if (inside) return h("a", { href: hrefOf(inside) }, words)
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words)
}

function permalink(href) {
  const found = /\/archives\/(\w+)\/p(\d{10})(\d{6})/.exec(href)
  return found && channel(found[1]) ? { id: found[1], ts: `${found[2]}.${found[3]}` } : null
}

export function emojiNode(name) {
  const sign = emoji(name.replace(/::skin-tone-\d$/, ""))
  if (!sign) return document.createTextNode(`:${name}:`)
  return h("span", { class: "emoji", title: `:${name}:` }, sign)
}

const SIGNS = { "&lt;": "<", "&gt;": ">", "&amp;": "&" }
export const unescape = (text) => text.replace(/&(?:lt|gt|amp);/g, (sign) => SIGNS[sign])
