// Small layers that open beside a control: menus and pickers. The browser's popover gives Escape and click-away.
import { h, icon } from "./dom.js"
import { emoji } from "./state.js"

let nth = 0

/**
 * Open a menu at `anchor`. Items: `{label, detail, icon, glyph, danger, checked, run}`, or null for a dividing line.
 * Arrow keys, Home and End move; Enter takes; Escape closes and gives the focus back.
 */
export function openMenu(anchor, label, items, kind = "menu") {
  const entries = items.map((item) => (item ? entry(item) : h("hr", { role: "separator" })))
  const menu = openLayer(anchor, h("div", { class: kind, role: "menu", "aria-label": label }, entries))
  menu.addEventListener("keydown", (event) => walk(menu, event, kind === "picker" ? 6 : 1))
  const all = [...menu.querySelectorAll("button")]
  const first = all.find((one) => one.getAttribute("aria-checked") === "true") ?? all[0]
  first?.focus()
  return menu
}

function entry({ label, detail, icon: drawing, glyph, danger, checked, run }) {
  const choose = (event) => {
    event.currentTarget.closest("[popover]").hidePopover()
    run()
  }
  return h("button", {
    type: "button", class: danger ? "danger" : null, onclick: choose, tabindex: "-1",
    role: checked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": checked === undefined ? null : String(checked),
    "aria-label": glyph ? label : null, title: glyph ? label : null,
  }, drawing && icon(drawing), glyph ?? h("span", {}, label), detail && h("small", {}, detail))
}

function walk(menu, event, row) {
  const all = [...menu.querySelectorAll("button")]
  const here = all.indexOf(document.activeElement)
  const steps = { ArrowDown: here + row, ArrowUp: here - row, Home: 0, End: all.length - 1 }
  if (row > 1) Object.assign(steps, { ArrowRight: here + 1, ArrowLeft: here - 1 })
  if (event.key === "Tab") menu.hidePopover()
  if (!(event.key in steps)) return
  event.preventDefault()
  all.at(steps[event.key] % all.length)?.focus()
}

/** Show `node` beside `anchor`, above everything; it is thrown away when it closes. */
export function openLayer(anchor, node) {
  node.setAttribute("popover", "auto")
  node.classList.add("layer")
  node.id = `layer-${(nth += 1)}`
  // Inside a dialog the rest of the page is inert, so the layer must live in the dialog.
  const home = anchor.closest("dialog") ?? document.getElementById("layers")
  home.append(node)
  anchor.setAttribute("aria-expanded", "true")
  node.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return
    anchor.setAttribute("aria-expanded", "false")
    const held = node.contains(document.activeElement) || document.activeElement === document.body
    node.remove()
    if (held && anchor.isConnected) anchor.focus({ preventScroll: true })
  })
  node.showPopover()
  placeBeside(node, anchor.getBoundingClientRect())
  return node
}

function placeBeside(node, near) {
  const { width, height } = node.getBoundingClientRect()
  const below = near.bottom + 4 + height < innerHeight || near.top < height
  const top = below ? Math.min(near.bottom + 4, innerHeight - height - 8) : near.top - height - 4
  node.style.top = `${Math.max(8, top)}px`
  node.style.left = `${Math.max(8, Math.min(near.left, innerWidth - width - 8))}px`
}

const OFTEN = [
  ["star2", "🌟"], ["+1", "👍"], ["heart", "❤️"], ["tada", "🎉"], ["raised_hands", "🙌"], ["pray", "🙏"],
  ["clap", "👏"], ["joy", "😂"], ["eyes", "👀"], ["white_check_mark", "✅"], ["rocket", "🚀"], ["bulb", "💡"],
]

/** A dozen reactions to pick from; `take(name)` gets the name without colons. */
export function openReactions(anchor, take) {
  const items = OFTEN.map(([name, sign]) => ({ label: called(name), glyph: emoji(name) ?? sign, run: () => take(name) }))
  return openMenu(anchor, "Pick a reaction", items, "picker")
}

const SPOKEN = { "+1": "thumbs up", "-1": "thumbs down", star2: "glowing star", pray: "folded hands", joy: "tears of joy" }

/** What one says, and beside it the name that one types where that is another. */
const called = (name) => (SPOKEN[name] ? `${SPOKEN[name]}, ${name}` : spoken(name))

/** A reaction's name as one would say it. */
export function spoken(name) {
  const [bare] = name.split("::")
  return SPOKEN[bare] ?? bare.replace(/[_-]+/g, " ").trim()
}

/** The sign for a reaction's name, or the name itself when nobody drew it. */
export const signOf = (name) =>
  emoji(name.replace(/::skin-tone-\d$/, "")) ?? OFTEN.find(([one]) => one === name)?.[1] ?? `:${name}:`
