// Ephemeral messages that the person waved away, in this tab only.
import { redraw } from "./redraw.js"

const gone = new Set()

export const isDismissed = (one) => one.ephemeral && gone.has(one.ts)

export function dismiss(ts) {
  gone.add(ts)
  redraw()
}
