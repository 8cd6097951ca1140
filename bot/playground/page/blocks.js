// Block Kit blocks as a person would expect to see them.
import { chart, table } from "./charts.js"
import { h, keyed } from "./dom.js"
import { element } from "./elements.js"
import { fieldsIn } from "./fields.js"
import { pictureOf } from "./files.js"
import { plainText, textObject, wordsOf } from "./mrkdwn.js"
import { richText } from "./richtext.js"
import { store } from "./state.js"

/**
 * Fill `parent` with blocks, touching only those that changed. `surface` says where we are:
 * `{kind: "message"|"modal"|"home", press(fields, control)}`.
 */
export function drawBlocks(parent, blocks, surface) {
  keyed(parent, (blocks ?? []).map((block, nth) => ({
    // In a view blocks come and go between others, so they go by id; in a message ids may be new at each update.
    key: surface.kind === "message" ? `${nth}` : block.block_id ?? `${nth}`,
    mark: JSON.stringify(block) + store.epoch,
    make: (old) => carry(old, draw(block, surface, nth), surface),
  })))
}

/** In a view, what somebody typed outlives an update while block_id and action_id stay the same. */
function carry(old, fresh, surface) {
  if (!old || surface.kind === "message") return fresh
  const before = fieldsIn(old)
  for (const field of fieldsIn(fresh)) {
    const same = before.find((one) => ["block", "action", "type"].every((key) => one[key] === field[key]))
    if (same?.touched()) field.write(same.read())
  }
  return fresh
}

const KINDS = {
  header, section, context, divider, actions, image, input, rich_text: richText,
  data_visualization: chart, data_table: table,
}

function draw(block, surface, nth) {
  const make = KINDS[block.type]
  const node = make ? make(block, surface, nth) : h("p", { class: "unknown" }, `(a ${block.type} block)`)
  node.classList.add("block", `block-${block.type}`)
  return node
}

function header(block) {
  return h("h3", {}, textObject(block.text))
}

function section(block, surface, nth) {
  const text = block.text && h("div", { class: "text" }, textObject(block.text))
  const fields = block.fields && h("div", { class: "fields" }, block.fields.map((one) => h("div", {}, textObject(one))))
  const main = h("div", { class: "main" }, text, fields)
  if (!block.accessory) return h("div", {}, main)
  const accessory = piece(block, block.accessory, surface, nth, wordsOf(block.text))
  return h("div", {}, main, h("div", { class: "accessory" }, accessory))
}

function context(block, surface, nth) {
  return h("div", {}, block.elements.map((one) =>
    one.type === "image" ? piece(block, one, surface, nth) : h("div", {}, textObject(one))))
}

function divider() {
  return h("hr")
}

function actions(block, surface, nth) {
  return h("div", {}, block.elements.map((one) => piece(block, one, surface, nth)))
}

function image(block) {
  const title = block.title && h("figcaption", {}, textObject(block.title))
  return h("figure", {}, title, picture(block))
}

/** Pictures from elsewhere are never fetched: their words stand in for them. */
export function picture({ image_url: given, slack_file: file, alt_text: alt }, small = false) {
  const url = file?.id ? pictureOf(file.id) : file?.url ?? given
  const own = url && new URL(url, location.href).origin === location.origin
  if (own) return h("img", { src: url, alt, class: small ? "small" : null })
  const props = { class: small ? "no-picture small" : "no-picture", role: "img", "aria-label": alt, title: alt }
  return h("span", props, small ? "🖼" : `Picture: ${alt}`)
}

function input(block, surface, nth) {
  const optional = block.optional && h("small", {}, " (optional)")
  const label = h("span", { class: "label" }, plainText(block.label?.text), optional)
  const id = `field-${block.block_id ?? nth}`.replace(/[^\w-]/g, "_")
  const hint = block.hint && h("p", { class: "hint", id: `${id}-hint` }, textObject(block.hint))
  const describedBy = hint ? hint.id : null
  const context = { label: wordsOf(block.label), inInput: true, describedBy, required: !block.optional }
  const node = piece(block, block.element, surface, nth, context.label, context)
  // A label names one control; a group of them carries its name itself.
  const alone = node.matches("input, textarea, select")
  if (alone) node.id = id
  const name = alone ? h("label", { for: id }, label) : h("div", { class: "as-label" }, label)
  return h("div", { dataset: { input: block.block_id ?? `${nth}` } }, name, node, hint)
}

/** One interactive element, told what to do when somebody uses it. */
function piece(block, one, surface, nth, label = "", extra = {}) {
  if (one.type === "image") return picture(one, block.type === "context")
  const ids = { block_id: block.block_id, action_id: one.action_id }
  const silent = extra.inInput && !block.dispatch_action
  const act = silent ? null : (payload, control) => surface.press({ ...ids, ...payload }, control)
  const place = surface.kind === "message" ? nth : block.block_id ?? nth
  return element(one, { ...extra, ...ids, label, act, focus: `${place}/${one.action_id}` })
}
