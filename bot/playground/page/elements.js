// Block Kit's interactive elements. `use` is {block_id, action_id, label, act, focus, inInput, required, describedBy}:
// `act({value}|{selected}, control)` tells the bot; it is null for an input that only counts on submit.
import { confirmed } from "./confirm.js"
import { h, icon } from "./dom.js"
import { choices } from "./choices.js"
import { field } from "./fields.js"
import { openMenu } from "./menu.js"
import { multiSelect } from "./multiselect.js"
import { textObject, wordsOf } from "./mrkdwn.js"
import { epochToWall, wallToEpoch } from "./times.js"

/** The node of one element; one that the page does not know is named as such. */
export function element(one, use) {
  const make = KINDS[one.type]
  return make ? make(one, use) : h("span", { class: "unknown" }, `(${one.type})`)
}

/** For a control that stands alone, without a placeholder or words beside it. */
const NAMES = { datepicker: "Date", timepicker: "Time", datetimepicker: "Date and time" }

const shared = (one, use) => ({
  "aria-label": use.inInput ? null : wordsOf(one.placeholder) || use.label || NAMES[one.type] || "Choose",
  "aria-describedby": use.describedBy, "aria-required": use.required ? "true" : null, "data-focus": use.focus,
})

/** Tell the bot, after the person confirmed if the element asks for that. `undo` runs when they think better of it. */
async function tell(one, use, payload, control, undo) {
  if (!use.act) return
  if (one.confirm && !(await confirmed(one.confirm))) { undo?.(); return }
  await use.act(payload, control)
}

function button(one, use) {
  const press = (event) => tell(one, use, { value: one.value ?? null }, event.currentTarget)
  const props = {
    class: `button ${one.style ?? ""}`, "aria-label": one.accessibility_label,
    "data-focus": `${use.focus}/${one.value ?? ""}`, onclick: press,
  }
  if (!/^https?:\/\//i.test(one.url ?? "")) return h("button", { ...props, type: "button" }, textObject(one.text))
  return h("a", { ...props, href: one.url, target: "_blank", rel: "noopener noreferrer" }, textObject(one.text))
}

function overflow(one, use) {
  const open = (event) => {
    const anchor = event.currentTarget
    const items = one.options.map((option) => ({
      label: wordsOf(option.text), detail: wordsOf(option.description),
      run: () => tell(one, use, { selected: option.value }, anchor),
    }))
    openMenu(anchor, "More actions", items)
  }
  return h("button", {
    type: "button", class: "button icon-only", "aria-label": "More actions", "aria-haspopup": "menu",
    "data-focus": use.focus, onclick: open,
  }, icon("dots"))
}

/** One choice of many: the browser's own select, which every keyboard, phone and screen reader knows. */
function select(one, use) {
  const { groups, chosen } = choices(one)
  const options = (group) => group.options.map((each) => h("option", { value: each.value }, each.words))
  const inGroup = (group) => (group.label ? h("optgroup", { label: group.label }, options(group)) : options(group))
  const node = h("select", { ...shared(one, use), class: "select" },
    h("option", { value: "" }, wordsOf(one.placeholder) || "Choose…"), groups.map(inGroup))
  node.value = chosen[0] ?? ""
  let last = node.value
  node.addEventListener("change", async () => {
    if (node.value) await tell(one, use, { selected: node.value }, node, () => { node.value = last })
    last = node.value
  })
  return valued(node, one, use)
}

/** A control whose `.value` is its value. */
function valued(node, one, use, initial) {
  if (initial !== undefined && initial !== null) node.value = initial
  return field(node, {
    block: use.block_id, action: use.action_id, type: one.type,
    read: () => node.value || null, write: (value) => { node.value = value ?? "" },
  })
}

const moment = (type, initial) => (one, use) => {
  const node = h("input", { ...shared(one, use), type, class: "input moment" })
  // `change` fires at every arrow key in some browsers; the bot hears of it once the value is whole.
  node.addEventListener("change", () => node.value && tell(one, use, { selected: node.value }, node))
  return valued(node, one, use, one[initial])
}

function datetime(one, use) {
  const node = h("input", { ...shared(one, use), type: "datetime-local", class: "input moment" })
  if (one.initial_date_time) node.value = epochToWall(one.initial_date_time)
  const read = () => wallToEpoch(node.value)
  node.addEventListener("change", () => read() && tell(one, use, { selected: read() }, node))
  return field(node, {
    block: use.block_id, action: use.action_id, type: one.type,
    read, write: (value) => { node.value = value ? epochToWall(value) : "" },
  })
}

const typed = (type) => (one, use) => {
  const range = { min: one.min_value, max: one.max_value, step: one.is_decimal_allowed ? "any" : "1" }
  const props = {
    ...shared(one, use), class: "input", placeholder: one.placeholder?.text, maxlength: one.max_length,
    ...(type === "number" ? range : {}),
  }
  const node = one.multiline ? h("textarea", { ...props, rows: 4 }) : h("input", { ...props, type })
  if (use.act) dispatchTyping(node, one, use)
  if (one.focus_on_load) node.setAttribute("autofocus", "")
  return valued(node, one, use, one.initial_value)
}

function dispatchTyping(node, one, use) {
  const on = one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]
  // The field may have been drawn anew since somebody typed; gone for good, it has nothing to say.
  const there = () => node.isConnected || document.querySelector(`[data-focus="${CSS.escape(use.focus)}"]`)
  const say = () => there() && tell(one, use, { selected: node.value }, node)
  let timer = 0
  if (on.includes("on_character_entered"))
    node.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(say, 300) })
  if (!on.includes("on_enter_pressed")) return
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    event.preventDefault()
    say()
  })
}

let groupNth = 0

/** Radio buttons and checkboxes: a named group of native controls. */
const options = (type) => (one, use) => {
  const name = `group-${(groupNth += 1)}`
  const initial = (one.initial_options ?? [one.initial_option]).map((each) => each?.value)
  const boxes = one.options.map((each) => h("input", {
    type, name, value: each.value, checked: initial.includes(each.value), "data-focus": `${use.focus}/${each.value}`,
  }))
  const lines = one.options.map((each, nth) => h("label", {}, boxes[nth], h("span", {}, textObject(each.text),
    each.description && h("small", {}, textObject(each.description)))))
  const group = h("div", {
    role: type === "radio" ? "radiogroup" : "group", class: "options",
    "aria-label": use.label || wordsOf(one.options[0]?.text), "aria-describedby": use.describedBy,
  }, lines)
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value)
  const read = type === "radio" ? () => chosen()[0] ?? null : chosen
  group.addEventListener("change", () => tell(one, use, { selected: read() }, group))
  const write = (value) => boxes.forEach((box) => { box.checked = [value].flat().includes(box.value) })
  return field(group, { block: use.block_id, action: use.action_id, type: one.type, read, write })
}

const multi = (one, use) =>
  multiSelect(one, use, shared(one, use), (selected, node) => tell(one, use, { selected }, node))

const KINDS = {
  button, overflow,
  static_select: select, external_select: select, users_select: select,
  conversations_select: select, channels_select: select,
  multi_static_select: multi, multi_external_select: multi, multi_users_select: multi,
  multi_conversations_select: multi, multi_channels_select: multi,
  datepicker: moment("date", "initial_date"), timepicker: moment("time", "initial_time"), datetimepicker: datetime,
  radio_buttons: options("radio"), checkboxes: options("checkbox"),
  plain_text_input: typed("text"), number_input: typed("number"),
  email_text_input: typed("email"), url_text_input: typed("url"),
}
