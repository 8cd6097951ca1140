// A card for the first visit: what to try, one line each.
import { h, iconButton } from "./dom.js"
import { remember } from "./state.js"

/** The card, or a blank for somebody who waved it away. */
export function welcome(typing) {
  const type = (text) => h("button", { type: "button", class: "try", onclick: () => typing.fill(text) }, text.trim())
  const close = () => { remember.set("welcomed", "yes"); card.remove(); typing.field.focus() }
  const star = h("span", { class: "emoji", role: "img", "aria-label": "glowing star" }, "🌟")
  const card = h("section", { class: "welcome", "aria-labelledby": "welcome-title" },
    h("h3", { id: "welcome-title" }, "New here? Try these"),
    h("ol", {},
      h("li", {}, "Type ", type("/mindset "), " for today’s thought experiment."),
      h("li", {}, "React with ", star, " to a kind message: it becomes a story in the feed."),
      h("li", {}, "Ask the team: ", type("/mindset poll ")),
      h("li", {}, "Plan one a day with ", type("/mindset schedule "), ", then press ", h("em", {}, "Next 09:00"), ".")),
    iconButton("close", "Dismiss the tips", close))
  return remember.get("welcomed") ? document.createComment("welcomed") : card
}
