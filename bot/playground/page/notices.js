// Short words to the person: what went wrong, what just changed, what arrived.
import { h, iconButton } from "./dom.js"
import { gesture, sentence } from "./live.js"

/** Show a notice for a while; errors are spoken at once. */
export function notice(words, kind = "status") {
  const role = kind === "error" ? "alert" : "status"
  const close = iconButton("close", "Dismiss", () => box.remove())
  const box = h("div", { class: `notice ${kind}`, role }, h("p", {}, words), close)
  document.getElementById("notices").append(box)
  setTimeout(() => box.remove(), kind === "error" ? 12000 : 5000)
}

/** Do a gesture; if it fails, say so in words. Returns the answer either way. */
export async function attempt(name, fields) {
  const answer = await gesture(name, fields)
  if (!answer.ok) notice(sentence(answer.error), "error")
  return answer
}

/** The same from a control, which is marked busy meanwhile and cannot be pressed twice. */
export async function attemptFrom(control, name, fields) {
  if (control.getAttribute("aria-busy") === "true") return null
  control.setAttribute("aria-busy", "true")
  const answer = await attempt(name, fields)
  control.removeAttribute("aria-busy")
  return answer
}

/** Say something to screen readers without moving anybody's focus. */
export function announce(words) {
  const line = h("p", {}, words)
  document.getElementById("announcer").append(line)
  setTimeout(() => line.remove(), 4000)
}
