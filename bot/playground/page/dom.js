// Builds and updates the page's nodes. Data never becomes markup: everything goes in as text nodes and attributes.

/** A new element: `h("button", {class: "x", onclick: f}, "text", node)`. Empty children are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) put(node, name, value)
  node.append(...children.flat(Infinity).filter((child) => child || child === 0))
  return node
}

function put(node, name, value) {
  if (value === null || value === undefined || value === false) return
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value)
  else if (name === "dataset") Object.assign(node.dataset, value)
  // The security policy forbids style attributes; setting a property by script is allowed.
  else if (name === "style") Object.entries(value).forEach(([key, val]) => node.style.setProperty(key, val))
  else node.setAttribute(name, value === true ? "" : value)
}

const marks = new WeakMap()

/**
 * Make `parent` hold exactly `parts`, in order, touching only what changed.
 * A part is `{key, mark, make(old)}`: while key and mark stay the same its node is left alone, so that focus, scroll
 * position and half-typed text survive. `make` may hand back the old node after changing it in place.
 */
export function keyed(parent, parts) {
  const wanted = new Set(parts.map((part) => part.key))
  const have = new Map()
  let lost = null
  for (const node of [...parent.children]) {
    if (wanted.has(node.dataset.key)) { have.set(node.dataset.key, node); continue }
    if (node.contains(document.activeElement)) lost = { after: node.previousElementSibling }
    node.remove()
  }
  let at = parent.firstElementChild
  for (const part of parts) {
    const old = have.get(part.key)
    const node = current(part, old)
    if (old === at) at = node
    if (node === at) at = at.nextElementSibling
    else parent.insertBefore(node, at)
  }
  if (lost) goOn(parent, lost.after)
}

function current(part, old) {
  if (old && marks.get(old) === part.mark) return old
  const fresh = part.make(old)
  fresh.dataset.key = part.key
  marks.set(fresh, part.mark)
  if (old && fresh !== old) keepFocus(old, fresh)
  return fresh
}

/** Swap a node; if the focus was inside it, put the focus on the same control of the new one. */
function keepFocus(old, fresh) {
  const active = document.activeElement
  const held = old.contains(active)
  const name = held ? active.closest("[data-focus]")?.dataset.focus : undefined
  const typed = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null
  old.replaceWith(fresh)
  if (!held) return
  const same = [fresh, ...fresh.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === name)
  if (!same) {
    if (!focusIn(fresh)) aroundOf(fresh)
    return
  }
  same.focus({ preventScroll: true })
  if (typed && typed[0] !== null && same?.setSelectionRange) same.setSelectionRange(...typed)
}

/** What had the focus went away: go on with what has come in its place, or stands after it, or before it. */
function goOn(parent, after) {
  for (let node = after ? after.nextElementSibling : parent.firstElementChild; node; node = node.nextElementSibling) {
    if (focusIn(node)) return
  }
  for (let node = after; node; node = node.previousElementSibling) if (focusIn(node)) return
  aroundOf(parent)
}

const aroundOf = (node) => node.closest("[tabindex]")?.focus({ preventScroll: true })

const HOLDS_FOCUS = "a[href], button, input, select, textarea, [tabindex]"

/** Put the focus on `node`, or on the first thing in it that takes it. */
export function focusIn(node) {
  return [node, ...node.querySelectorAll(HOLDS_FOCUS)].some((one) => {
    if (!one.matches(HOLDS_FOCUS)) return false
    // A list of messages stays where it is read; in a form one wants to see where one is.
    one.focus({ preventScroll: !one.closest("dialog") })
    return document.activeElement === one
  })
}

/** Text only screen readers meet. */
export const unseen = (text) => h("span", { class: "unseen" }, text)

const SHAPES = {
  menu: "M3 6h18M3 12h18M3 18h18",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  smile: "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM8.500 14.500a4.200 4.200 0 0 0 7 0M9 9.500v.100M15 9.500v.100",
  reply: "M4 5h16v11H11l-5 4v-4H4z",
  dots: "M5 12h.100M12 12h.100M19 12h.100",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  send: "M4 12l16-8-5 16-4-6z",
  eye: "M2 12s4-6.500 10-6.500S22 12 22 12s-4 6.500-10 6.500S2 12 2 12zM12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  swap: "M7 8h12l-3-3M17 16H5l3 3",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  check: "M5 13l4 4 10-10",
}

/** A small button with a drawing; `label` is its name and its tooltip. */
export const iconButton = (drawing, label, onclick, more = {}) =>
  h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...more }, icon(drawing))

/** A small line drawing, hidden from screen readers: the control that holds it has a name. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("class", `icon icon-${name}`)
  svg.setAttribute("aria-hidden", "true")
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
  path.setAttribute("d", SHAPES[name])
  svg.append(path)
  return svg
}
