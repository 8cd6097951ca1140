// "Are you sure?": asked in a dialog of its own, above whatever is open.
import { h } from "./dom.js"
import { textObject } from "./mrkdwn.js"

/** Ask by a Block Kit confirm object; resolves to whether the person said yes. */
export function confirmed({ title, text, confirm, deny, style }) {
  const answer = (label, word, kind) =>
    h("button", { type: "button", class: `button ${kind}`, onclick: () => dialog.close(word) }, textObject(label))
  const dialog = h("dialog",
    { class: "confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
    h("h2", { id: "confirm-title" }, textObject(title ?? "Are you sure?")),
    h("div", { id: "confirm-text", class: "text" }, textObject(text)),
    h("div", { class: "buttons" },
      answer(deny ?? "Cancel", "no", ""),
      answer(confirm ?? "Yes", "yes", style === "danger" ? "danger" : "primary")))
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove()
    resolve(dialog.returnValue === "yes")
  }))
}
