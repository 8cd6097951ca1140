// What there is to choose from in a select of any kind, and what is chosen at the start.
import { wordsOf } from "./mrkdwn.js"
import { callOf, person, store } from "./state.js"

/** {groups: [{label, options: [{value, words, detail}]}], chosen: [values]} for a select element. */
export function choices(one) {
  const kind = one.type.replace("multi_", "")
  const groups = (LISTS[kind] ?? fixed)(one)
  return { groups: groups.filter((group) => group.options.length), chosen: initial(one) }
}

const plain = (option) => ({ value: option.value, words: wordsOf(option.text), detail: wordsOf(option.description) })

function fixed(one) {
  const groups = one.option_groups ?? [{ options: one.options ?? [] }]
  return groups.map((group) => ({ label: wordsOf(group.label), options: group.options.map(plain) }))
}

function users() {
  const all = Object.values(store.snap.users).filter((one) => !one.deleted)
  const named = (one) => ({ value: one.id, words: one.real_name || one.name, detail: "" })
  const apps = all.filter((one) => one.is_bot).map(named)
  return [{ label: "", options: all.filter((one) => !one.is_bot).map(named) }, { label: "Apps", options: apps }]
}

const asChoice = (chan) => ({ value: chan.id, words: `${chan.kind === "private" ? "🔒 " : ""}${callOf(chan)}`, detail: "" })
const open = () => store.snap.channels.filter((chan) => !chan.archived)
const channels = () => [{ label: "", options: open().filter((chan) => chan.kind === "public").map(asChoice) }]

function conversations(one) {
  const { include, exclude_bot_users: noBots } = one.filter ?? {}
  const botTalk = (chan) => chan.kind === "im" && (chan.with ?? []).some((id) => person(id)?.is_bot)
  const wanted = open().filter((chan) => (!include || include.includes(chan.kind)) && !(noBots && botTalk(chan)))
  const rooms = wanted.filter((chan) => chan.kind === "public" || chan.kind === "private")
  const talks = wanted.filter((chan) => !rooms.includes(chan))
  return [{ label: "", options: rooms.map(asChoice) }, { label: "Direct messages", options: talks.map(asChoice) }]
}

const LISTS = { users_select: users, channels_select: channels, conversations_select: conversations }

function initial(one) {
  const single = one.initial_option?.value ?? one.initial_user ?? one.initial_conversation ?? one.initial_channel
  if (single) return [single]
  const options = one.initial_options?.map((option) => option.value)
  return options ?? one.initial_users ?? one.initial_conversations ?? one.initial_channels ?? []
}
