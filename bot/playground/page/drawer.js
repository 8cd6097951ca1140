// On a small screen the sidebar is a drawer over the conversation.
import { icon } from "./dom.js"

const narrow = matchMedia("(max-width: 760px)")
const parts = () => ["sidebar", "drawer-button", "scrim"].map((id) => document.getElementById(id))

export function startDrawer() {
  const [sidebar, button, scrim] = parts()
  button.append(icon("menu"))
  button.addEventListener("click", () => open(!isOpen()))
  scrim.addEventListener("click", () => open(false))
  sidebar.addEventListener("click", (event) => { if (event.target.closest("a")) open(false) })
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOpen()) open(false, true) })
  narrow.addEventListener("change", () => open(false))
  open(false)
}

const isOpen = () => document.body.classList.contains("drawer-open")

function open(wanted, giveBack = false) {
  const [sidebar, button, scrim] = parts()
  document.body.classList.toggle("drawer-open", wanted)
  button.setAttribute("aria-expanded", String(wanted))
  scrim.hidden = !wanted
  // A closed drawer must not be reachable by Tab.
  sidebar.inert = narrow.matches && !wanted
  if (wanted) sidebar.querySelector("[aria-current], .acting")?.focus()
  else if (giveBack) button.focus()
}
