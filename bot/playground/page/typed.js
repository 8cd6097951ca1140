// A stored text as its author would type it again, for editing: ids become names, escapes become signs.
import { channel, nameOf, person } from "./state.js"

export function asTyped(text) {
  const plain = text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => `@${person(id)?.name ?? nameOf(id)}`)
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (whole, id) => `#${channel(id)?.name ?? "private-channel"}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<(https?:[^>|]*)(?:\|[^>]*)?>/g, "$1")
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
}
