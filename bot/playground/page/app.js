// The page's start: a snapshot comes in, every part draws what changed in it.
import { drawClock } from "./clock.js"
import { startDrawer } from "./drawer.js"
import { tellOpened } from "./home.js"
import { connect } from "./live.js"
import { announceNew, flash } from "./messages.js"
import { drawModal } from "./modal.js"
import { drawPlace } from "./place.js"
import { drawnBy, redraw } from "./redraw.js"
import { adoptPath, readAddress } from "./route.js"
import { drawSidebar, placeTitle, waiting } from "./sidebar.js"
import { store, take } from "./state.js"
import { drawThread } from "./thread.js"

function draw() {
  if (!store.snap) return
  // A channel may be gone for the person whom one has become.
  const jump = readAddress()
  drawSidebar()
  drawClock()
  drawPlace()
  drawThread()
  drawModal()
  document.title = `${waiting() ? `(${waiting()}) ` : ""}${placeTitle()} · ${store.snap.team.name} · Playground`
  tellOpened()
  // The glow is for the moment of the jump; afterwards the address is the channel's own.
  if (jump && flash(jump)) history.replaceState(null, "", location.hash.replace(/\/at\/.*$/, ""))
}

function arrived(snap) {
  take(snap)
  redraw()
  announceNew()
}

let firstLine = true

function line(open) {
  const box = document.getElementById("connection")
  box.hidden = open || firstLine
  if (open) firstLine = false
  else box.textContent = "The playground isn't answering. Trying again…"
}

adoptPath()
startDrawer()
drawnBy(draw)
connect(arrived, line)
addEventListener("hashchange", redraw)
document.addEventListener("visibilitychange", redraw)
// The clock runs between snapshots.
setInterval(redraw, 5000)
