// What could come next in the composer: slash commands with their hints, people after @, channels after #.
import { people, store } from "./state.js"

/**
 * Suggestions for the text before the caret: {from, items: [{insert, label, detail}], firm}.
 * `firm` means that Enter takes the first; otherwise only once the person has moved to one.
 */
export function suggestions(before) {
  if (before.startsWith("/") && !before.includes("\n")) {
    const found = before.includes(" ") ? afterCommand(before) : commands(before)
    if (found) return found
  }
  const word = /(?:^|[\s(])([@#])([\w.-]*)$/.exec(before)
  if (!word) return null
  const items = word[1] === "@" ? persons(word[2].toLowerCase()) : rooms(word[2].toLowerCase())
  return items.length ? { from: before.length - word[2].length - 1, items, firm: true } : null
}

function commands(before) {
  const items = store.snap.commands
    .filter((one) => one.command.startsWith(before.toLowerCase()))
    .map((one) => ({ insert: `${one.command} `, label: one.command, hint: one.usage_hint, detail: one.description }))
  // A command typed in full is sent by Enter, not completed once more.
  return items.length ? { from: 0, items, firm: !items.some((one) => one.label === before) } : null
}

/** The words of a hint such as "[story | poll | schedule list]", as far as they go on from what is typed. */
function afterCommand(before) {
  const [, command, rest] = /^(\S+)\s+(.*)$/.exec(before) ?? []
  const hint = store.snap.commands.find((one) => one.command === command)?.usage_hint
  if (!hint?.includes("|")) return null
  const items = hint.replace(/^\[|\]$/g, "").split("|").map((one) => one.trim()).filter(Boolean)
    .map((one) => ({ label: `${command} ${one}`, insert: `${command} ${one.replace(/\s*[[<"“#@…].*$/, "")} ` }))
    .filter((one) => one.insert.startsWith(`${command} ${rest}`) && one.insert.trim() !== before.trim())
  return items.length ? { from: 0, items, firm: false } : null
}

function persons(start) {
  const fits = (one) => one.name.startsWith(start) || one.real_name.toLowerCase().startsWith(start)
  return people().filter(fits).map((one) => ({ insert: `@${one.name} `, label: one.real_name, detail: `@${one.name}` }))
}

function rooms(start) {
  const named = store.snap.channels.filter((one) => one.kind === "public" || one.kind === "private")
  const about = (one) => (one.kind === "private" ? "private" : one.topic)
  return named.filter((one) => one.name.startsWith(start) && !one.archived)
    .map((one) => ({ insert: `#${one.name} `, label: `#${one.name}`, detail: about(one) }))
}
