// The wall keeps itself up to date: it asks for the stories every two seconds, and shows one after the other.
"use strict"

// All in milliseconds. What can't be asked about for PATIENCE isn't shown any more: it may have been taken down.
const EVERY = 2000
const HOLD = 20000
const PATIENCE = 7000
const ANSWER_WITHIN = 4000
// In hundredths of the screen, the largest first; the smallest can still be read from three metres.
const SIZES = [5, 4.4, 3.9, 3.4, 3, 2.6, 2.3, 2, 1.8]

const stage = document.getElementById("stage")
const notice = document.getElementById("notice")
const dots = document.getElementById("dots")
const here = `${location.pathname}/stories`

let tag = ""
let heard = performance.now()
let shownSince = 0
let current = ""

const articles = () => [...stage.querySelectorAll("article")]

function show(id, atOnce = false) {
  current = id
  shownSince = performance.now()
  for (const each of articles()) {
    each.classList.toggle("on", each.id === id)
    each.classList.toggle("at-once", atOnce)
  }
  dots.replaceChildren(...articles().map((each) => {
    const dot = document.createElement("li")
    dot.classList.toggle("on", each.id === id)
    return dot
  }))
}

/** As large as it fits: what's short is large. */
function fit(article) {
  for (const size of SIZES) {
    article.style.setProperty("--size", `calc(var(--u) * ${size})`)
    if (article.scrollHeight <= stage.clientHeight) return
  }
}

const fitAll = () => articles().forEach(fit)

function renew(html) {
  const known = new Set(articles().map((each) => each.id))
  const parsed = new DOMParser().parseFromString(html, "text/html")
  stage.replaceChildren(...parsed.body.childNodes)
  fitAll()
  const fresh = articles().find((each) => !known.has(each.id))
  const stays = articles().find((each) => each.id === current)
  const since = shownSince
  // What is new comes first, and what was being read stays where it is.
  const next = (known.size && fresh) || stays || articles()[0]
  show(next?.id ?? "", next === stays)
  if (next === stays) shownSince = since
}

function turn() {
  const all = articles()
  if (all.length < 2 || performance.now() - shownSince < HOLD) return
  const at = all.findIndex((each) => each.id === current)
  show(all[(at + 1) % all.length].id)
}

function away(words) {
  document.body.classList.toggle("away", Boolean(words))
  notice.hidden = !words
  notice.textContent = words
}

function ended() {
  stage.replaceChildren()
  dots.replaceChildren()
  away("This link has ended. An admin can make a new one in Slack: /mindset wall")
}

/** Whether it's worth asking again. */
async function look() {
  try {
    const headers = tag ? { "If-None-Match": tag } : {}
    const signal = AbortSignal.timeout(ANSWER_WITHIN)
    const answer = await fetch(here, { headers, signal, cache: "no-store", credentials: "omit" })
    if (answer.status === 404) return ended()
    if (answer.status !== 200 && answer.status !== 304) return true
    heard = performance.now()
    if (answer.headers.get("Wall-Version") !== document.body.dataset.version) return location.reload()
    if (answer.status === 200) {
      const words = await answer.text()
      tag = answer.headers.get("ETag") ?? ""
      renew(words)
    }
    away("")
  } catch {
    // It's asked again in a moment.
  }
  return true
}

async function go() {
  if (await look()) setTimeout(go, EVERY)
  else clearInterval(beat)
}

const beat = setInterval(() => {
  if (performance.now() - heard > PATIENCE) away("Back in a moment.")
  turn()
}, 500)

document.body.classList.add("live")
fitAll()
show(articles()[0]?.id ?? "", true)
addEventListener("resize", fitAll)
go()
