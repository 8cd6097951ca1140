// Time as the acting person reads it: their zone, the stand-in's clock.
import { me, store } from "./state.js"

const formats = new Map()

function write(date, zone, options) {
  const key = zone + JSON.stringify(options)
  // Making a formatter costs far more than using one.
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }))
  return formats.get(key).format(date)
}

const zone = () => me()?.tz || "UTC"
const fromTs = (ts) => new Date(Number(ts) * 1000)
const D = { weekday: "long", day: "numeric", month: "long" }
const HM = { hour: "2-digit", minute: "2-digit" }

/** The stand-in's time now, running on since the last snapshot. */
export const now = () => new Date(Date.parse(store.snap.now) + performance.now() - store.since)
export const city = (tz) => (tz ?? "UTC").split("/").pop().replaceAll("_", " ")
export const dayKey = (date, tz = zone()) => write(date, tz, { year: "numeric", month: "2-digit", day: "2-digit" })

export const clockTime = (ts) => write(fromTs(ts), zone(), HM)
export const timeIn = (tz) => write(now(), tz, HM)
export const dayIn = (tz) => write(now(), tz, { weekday: "short", day: "numeric", month: "short" }).replace(",", "")
export const fullTime = (ts) => write(fromTs(ts), zone(), { ...D, year: "numeric", ...HM })

/** "Today", "Yesterday", or "Friday 20 November". */
export function dayName(ts) {
  return near(fromTs(ts)) ?? write(fromTs(ts), zone(), D).replace(",", "")
}

function near(date) {
  for (const [away, word] of [[0, "Today"], [-1, "Yesterday"], [1, "Tomorrow"]]) {
    if (dayKey(date) === dayKey(new Date(now().getTime() + away * 864e5))) return word
  }
  return null
}

const ordinal = (n) => n + (["th", "st", "nd", "rd"][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? "th")

function longDate(date, month, weekday) {
  const day = ordinal(Number(write(date, zone(), { day: "numeric" })))
  const words = `${write(date, zone(), { month })} ${day}, ${write(date, zone(), { year: "numeric" })}`
  return weekday ? `${write(date, zone(), { weekday: "long" })}, ${words}` : words
}

const pretty = (plain) => (date) => near(date)?.toLowerCase() ?? plain(date)
const short = (date) => longDate(date, "short")
const long = (date) => longDate(date, "long", true)
const plain = (date) => longDate(date, "long")

function ago(date) {
  const minutes = Math.round((now() - date) / 60000)
  const [size, unit] = Math.abs(minutes) < 60 ? [1, "minute"] : Math.abs(minutes) < 1440 ? [60, "hour"] : [1440, "day"]
  const count = Math.round(Math.abs(minutes) / size)
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`
  return minutes < 0 ? `in ${words}` : `${words} ago`
}

const TOKENS = {
  date_num: (date) => dayKey(date).split("/").reverse().join("-"),
  date: plain, date_short: short, date_long: long,
  date_pretty: pretty(plain), date_short_pretty: pretty(short), date_long_pretty: pretty(long),
  day_divider_pretty: pretty(long),
  time: (date) => write(date, zone(), HM),
  time_secs: (date) => write(date, zone(), { ...HM, second: "2-digit" }),
  ago,
}

/** Slack's `<!date^ts^{date} at {time}|…>`; null for a pattern it would not know, so that the fallback is shown. */
export function slackDate(ts, pattern) {
  const date = fromTs(ts)
  if (Number.isNaN(date.getTime())) return null
  let known = true
  const words = pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    if (!TOKENS[token]) { known = false; return whole }
    return TOKENS[token](date)
  })
  return known ? words : null
}

/** "2026-11-24T09:00" on the acting person's wall, as epoch seconds. */
export function wallToEpoch(wall) {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  // Twice, since the zone's offset at the guess may differ from the one at the answer (clock changes).
  let guess = asUtc
  for (let turn = 0; turn < 2; turn += 1) guess = asUtc - (Date.parse(`${epochToWall(guess / 1000)}Z`) - guess)
  return Math.round(guess / 1000)
}

/** Epoch seconds as the value of a datetime-local input, on the acting person's wall. */
export function epochToWall(seconds) {
  const date = new Date(seconds * 1000)
  return `${dayKey(date).split("/").reverse().join("-")}T${write(date, zone(), HM)}`
}
