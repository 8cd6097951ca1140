// Choosing several of many: a button that says what is chosen, and a list of checkboxes that it opens.
import { choices } from "./choices.js"
import { h, icon, unseen } from "./dom.js"
import { field } from "./fields.js"
import { openLayer } from "./menu.js"
import { wordsOf } from "./mrkdwn.js"

/** The node of a multi-select; `changed(values, node)` is called when the list closes with another choice. */
export function multiSelect(one, use, shared, changed) {
  const { groups, chosen } = choices(one)
  const words = new Map(groups.flatMap((group) => group.options).map((option) => [option.value, option.words]))
  let picked = chosen.filter((value) => words.has(value))
  const shown = h("span", { class: "chips" })
  const write = (values) => {
    picked = (values ?? []).filter((value) => words.has(value))
    shown.replaceChildren(...chips(picked.map((value) => words.get(value)), wordsOf(one.placeholder) || "Choose…"))
  }
  const button = h("button", {
    ...shared, "aria-label": null, type: "button", class: "select multi-button",
    "aria-haspopup": "dialog", "aria-expanded": "false",
    onclick: () => open(button, one, use, groups, picked, write, () => changed(picked, button)),
  }, unseen(`${use.label || "Choose"}: `), shown, icon("down"))
  write(picked)
  const node = h("div", { class: "multi" }, button)
  return field(node, { block: use.block_id, action: use.action_id, type: one.type, read: () => [...picked], write })
}

function chips(names, placeholder) {
  if (!names.length) return [h("span", { class: "placeholder" }, placeholder)]
  return names.flatMap((name, nth) => [nth ? unseen(", ") : "", h("span", { class: "chip" }, name)])
}

function open(anchor, one, use, groups, picked, write, done) {
  const before = JSON.stringify(picked)
  const boxes = []
  const box = (option) => {
    const input = h("input", { type: "checkbox", value: option.value, checked: picked.includes(option.value) })
    boxes.push(input)
    return h("label", {}, input, h("span", {}, option.words, option.detail && h("small", {}, option.detail)))
  }
  const list = h("div", { class: "pick-list", role: "group", "aria-label": use.label || "Choose" },
    groups.map((group) => [group.label && h("p", { class: "group-label" }, group.label), group.options.map(box)]))
  const values = () => boxes.filter((each) => each.checked).map((each) => each.value)
  list.addEventListener("change", () => { limit(boxes, one.max_selected_items); write(values()) })
  list.addEventListener("keydown", (event) => step(event, boxes))
  limit(boxes, one.max_selected_items)
  const layer = openLayer(anchor, list)
  layer.style.minWidth = `${anchor.getBoundingClientRect().width}px`
  layer.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && JSON.stringify(values()) !== before) done()
  })
  boxes[0]?.focus()
}

function limit(boxes, most) {
  const full = most && boxes.filter((box) => box.checked).length >= most
  for (const box of boxes) box.disabled = Boolean(full && !box.checked)
}

function step(event, boxes) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === "Enter") event.currentTarget.hidePopover()
  if (!way) return
  event.preventDefault()
  const able = boxes.filter((box) => !box.disabled)
  able.at((able.indexOf(document.activeElement) + way) % able.length)?.focus()
}
