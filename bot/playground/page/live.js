// The line to the stand-in: snapshots come in over a WebSocket, gestures go out over POST.
import { remember, store } from "./state.js"

let socket = null
let wait = 500
let refused = false

/** Open the line and keep it open: `onSnapshot(snap)` for every snapshot, `onLine(open)` when it opens or is lost. */
export function connect(onSnapshot, onLine) {
  const as = refused ? null : new URLSearchParams(location.search).get("as") ?? remember.get("as")
  const scheme = location.protocol === "https:" ? "wss" : "ws"
  socket = new WebSocket(`${scheme}://${location.host}/live${as ? `?as=${encodeURIComponent(as)}` : ""}`)
  let opened = false
  socket.addEventListener("open", () => { opened = true; wait = 500; onLine(true) })
  socket.addEventListener("message", (event) => {
    const said = JSON.parse(event.data)
    if (said.type === "snapshot") onSnapshot(said)
  })
  socket.addEventListener("close", () => {
    // A line that never opened may be one for a person who is not in this workspace: the next try asks for anybody.
    refused = !opened && !refused && !store.snap
    onLine(false)
    setTimeout(() => connect(onSnapshot, onLine), wait)
    wait = Math.min(wait * 2, 5000)
  })
}

/** Switch person. */
export function become(id) {
  // By name: ids are new whenever the playground starts afresh.
  remember.set("as", store.snap.users[id].name)
  // An address that named somebody named somebody else.
  history.replaceState(null, "", location.pathname + location.hash)
  socket?.send(JSON.stringify({ as: id }))
}

/** Do something as the acting person. Never throws: what went wrong is in the answer. */
export async function gesture(name, fields = {}) {
  try {
    const reply = await fetch("/gesture", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: store.snap.me, gesture: name, ...fields }),
    })
    return { error: null, errors: {}, ...(await reply.json()) }
  } catch {
    return { ok: false, error: "no_line", errors: {} }
  }
}

const SENTENCES = {
  no_line: () => "The playground didn't answer. Is it still running?",
  operation_timeout: (bot) => `${bot} didn't answer in time`,
  dispatch_failed: (bot) => `${bot} couldn't be reached. Is it still running?`,
  dispatch_unknown_error: (bot) => `Something went wrong on ${bot}'s side`,
  is_archived: () => "This channel is archived",
  not_in_channel: () => "You're not in this channel",
  channel_not_found: () => "There's no such channel",
  message_not_found: () => "That message is no longer there",
  view_not_found: () => "This window is no longer open",
  app_not_installed: (bot) => `${bot} is no longer installed here`,
  unknown_command: () => "There's no such command here",
}

/** An error code as a sentence, with the code beside it for those who look things up. */
export function sentence(error) {
  const code = error || "unknown_error"
  if (/\s/.test(code)) return code
  if (code === "no_line") return SENTENCES.no_line()
  const words = SENTENCES[code]?.(store.snap.bot.name) ?? "That didn't work"
  return `${words} (${code}).`
}
