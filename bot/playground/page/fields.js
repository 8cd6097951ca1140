// The values people fill in: each input element registers how it is read and written.

const known = new WeakMap()

/** Register `node` as the field of an element; `read()` gives the plain value, `write(value)` puts one back. */
export function field(node, { block, action, type, read, write }) {
  node.setAttribute("data-field", "")
  const first = JSON.stringify(read())
  known.set(node, { block, action, type, read, write, touched: () => JSON.stringify(read()) !== first })
  return node
}

export function fieldsIn(root) {
  const nodes = [...root.querySelectorAll("[data-field]")]
  if (root.matches("[data-field]")) nodes.push(root)
  return nodes.map((node) => known.get(node)).filter(Boolean)
}

/** Everything filled in below `root`, as {block_id: {action_id: value}}. */
export function valuesIn(root) {
  const values = {}
  for (const one of fieldsIn(root)) (values[one.block] ??= {})[one.action] = one.read()
  return values
}
