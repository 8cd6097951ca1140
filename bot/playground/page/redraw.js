// Lets a part of the page ask for a fresh drawing without knowing who draws.

let draw = () => {}

export const drawnBy = (how) => { draw = how }
export const redraw = () => draw()
