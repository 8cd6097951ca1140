// "Are you sure?": asked in a dialog of its own, above whatever is open.
import { h } from "./dom.js"
import { textObject } from "./mrkdwn.js"

/** Ask by a Block Kit confirm object; resolves to whether the person said yes. */
export function confirmed({ title, text, confirm, deny, style }) {
  const say = (yes) => () => { dialog.returnValue = yes ? "yes" : ""; dialog.close(dialog.returnValue) }
  const dialog = h("dialog", { class: "confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
    h("h2", { id: "confirm-title" }, textObject(title ?? "Are you sure?")),
    h("div", { id: "confirm-text", class: "text" }, textObject(text)),
    h("div", { class: "buttons" },
      h("button", { type: "button", class: "button", onclick: say(false) }, textObject(deny ?? "Cancel")),
      h("button", { type: "button", class: `button ${style === "danger" ? "danger" : "primary"}`, onclick: say(true) }, textObject(confirm ?? "Yes"))))
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes") }))
}
