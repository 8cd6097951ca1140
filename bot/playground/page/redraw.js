// Lets a part of the page ask for a fresh drawing without knowing who draws, and says when there may be one.

let draw = () => {}
let isHeld = false
let isWaiting = false

export const drawnBy = (how) => { draw = how }

/** Draw again. While something is being pressed, it waits: what's replaced under a finger takes the click with it. */
export function redraw() {
  isWaiting = isHeld
  if (!isHeld) draw()
}

/** A list of options of the browser's own keeps the release to itself. */
function hold(event) {
  isHeld = !event.target.closest("select") && event.target.closest("a, button, summary, label, input, [role]") !== null
}

/** The click comes after the release; so the drawing comes after both. */
function letGo() {
  setTimeout(() => {
    isHeld = false
    if (isWaiting) redraw()
  })
}

addEventListener("pointerdown", (event) => { if (event.button === 0) hold(event) }, true)
// A button that's pressed by the space bar clicks when the key comes up.
addEventListener("keydown", (event) => { if (event.key === " ") hold(event) }, true)
for (const end of ["pointerup", "pointercancel", "keyup", "contextmenu"]) addEventListener(end, letGo, true)
addEventListener("blur", letGo)
