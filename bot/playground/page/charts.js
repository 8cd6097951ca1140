// Slack's own charts and tables, drawn simply: every value stands in a table, with a bar of its length.
import { h } from "./dom.js"

/** A `data_visualization` block: a row for each category or segment, a column for each series. */
export function chart({ title, chart: { segments, series, axis_config: axes } }) {
  const columns = segments ? [{ name: "", data: segments }] : series
  const labels = segments ? segments.map((one) => one.label) : axes.categories
  const most = Math.max(1, ...columns.flatMap((one) => one.data.map((point) => Math.abs(point.value))))
  const head = h("tr", {}, h("td"), columns.map((one) => h("th", { scope: "col" }, one.name)))
  const rows = labels.map((label, nth) => h("tr", {}, h("th", { scope: "row" }, label),
    columns.map((one) => h("td", {}, bar(one.data[nth].value, most)))))
  return h("figure", {}, h("figcaption", {}, title), scrolling(h("table", {}, h("thead", {}, head), h("tbody", {}, rows))))
}

/** A `data_table` block. */
export function table({ caption, rows: [first, ...rest] }) {
  const head = h("tr", {}, first.map((cell) => h("th", { scope: "col" }, cell.text)))
  const rows = rest.map((row) => h("tr", {}, row.map((cell, nth) =>
    nth ? h("td", { class: cell.type === "raw_number" ? "number" : null }, cell.text) : h("th", { scope: "row" }, cell.text))))
  return h("figure", {}, h("figcaption", {}, caption), scrolling(h("table", {}, h("thead", {}, head), h("tbody", {}, rows))))
}

function scrolling(node) {
  return h("div", { class: "scrolling" }, node)
}

function bar(value, most) {
  const length = h("span", { class: "bar", style: { width: `${Math.round(60 * Math.abs(value) / most)}px` } })
  return [length, ` ${value}`]
}
