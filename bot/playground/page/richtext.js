// rich_text blocks: sections, lists, quotes and preformatted text.
import { h } from "./dom.js"
import { broadcast, channelMention, emojiNode, groupMention, link, userMention } from "./mrkdwn.js"
import { clockTime, slackDate } from "./times.js"

export const richText = (block) => h("div", { class: "rich" }, block.elements.map(part))

function part(element) {
  const inside = () => (element.elements ?? []).map((one) => (one.elements ? part(one) : leaf(one)))
  if (element.type === "rich_text_list") return list(element)
  if (element.type === "rich_text_quote") return h("blockquote", {}, inside())
  if (element.type === "rich_text_preformatted") return h("pre", {}, inside())
  return h("p", {}, inside())
}

function list(element) {
  const tag = element.style === "ordered" ? "ol" : "ul"
  const items = element.elements.map((one) => h("li", {}, (one.elements ?? []).map(leaf)))
  return h(tag, { class: `indent-${element.indent ?? 0}`, start: element.offset ? element.offset + 1 : null }, items)
}

const LEAVES = {
  text: (one) => document.createTextNode(one.text),
  link: (one) => link(one.url, one.text ?? ""),
  user: (one) => userMention(one.user_id),
  channel: (one) => channelMention(one.channel_id),
  usergroup: (one) => groupMention(one.usergroup_id),
  emoji: (one) => emojiNode(one.name),
  broadcast: (one) => broadcast(one.range),
  date: (one) => h("time", {}, slackDate(one.timestamp, one.format) ?? one.fallback ?? clockTime(one.timestamp)),
  color: (one) => document.createTextNode(one.value),
}

function leaf(one) {
  const node = LEAVES[one.type]?.(one) ?? document.createTextNode(one.text ?? "")
  const wraps = { bold: "strong", italic: "em", strike: "del", code: "code" }
  return Object.entries(wraps).reduce((inner, [style, tag]) => (one.style?.[style] ? h(tag, {}, inner) : inner), node)
}
