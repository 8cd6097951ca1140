// The stand-in's clock: what time it is for the acting person, and two buttons that move it ahead.
import { h, keyed } from "./dom.js"
import { announce, attemptFrom } from "./notices.js"
import { me } from "./state.js"
import { city, dayIn, timeIn } from "./times.js"

const reading = () => [`${dayIn(me().tz)},`, `${timeIn(me().tz)} ${city(me().tz)}`]

export function drawClock() {
  const [day, time] = reading()
  keyed(document.getElementById("clock"), [
    { key: "time", mark: day + time, make: () => readingOf(day, time) },
    { key: "hour", mark: 0, make: () => mover("+1 hour", { by: 3600 }) },
    { key: "nine", mark: 0, make: () => mover("Next 09:00", { to: "09:00" }) },
  ])
}

const readingOf = (day, time) => h("p", { class: "reading" }, h("span", {}, day), " ", h("span", {}, time))

function mover(label, fields) {
  const move = async (event) => {
    const answer = await attemptFrom(event.currentTarget, "clock", fields)
    // The snapshot with the new time may be a moment behind the answer.
    if (answer?.ok) setTimeout(() => announce(`It's now ${reading().join(" ")}`), 300)
  }
  const title = "Move the playground's clock ahead"
  return h("button", { type: "button", class: "button small", onclick: move, title }, label)
}
