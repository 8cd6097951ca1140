// Files beside a message: pictures where they stand, anything else as a card to download.
import { h, icon } from "./dom.js"
import { store } from "./state.js"

/** The address of a file's picture, by its id alone. */
export const pictureOf = (id) => `/files-pri/${store.snap.team.id}-${id}/picture`

export const fileCards = (all) => h("div", { class: "files" }, all.map(card))

function card(file) {
  const about = file.title && file.title !== file.name ? `${file.name}, ${sizeOf(file.size)}` : sizeOf(file.size)
  const words = h("span", { class: "two" }, h("strong", {}, file.title || file.name), h("small", {}, about))
  const link = h("a", {
    class: "file", href: file.url, download: file.name, "data-focus": `file/${file.id}`,
    "aria-label": `Download ${file.title || file.name}, ${sizeOf(file.size)}`,
  }, icon("file"), words)
  if (!file.picture) return link
  return h("figure", {}, h("img", { src: pictureOf(file.id), alt: file.alt || file.title || file.name }), link)
}

function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"]
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}
