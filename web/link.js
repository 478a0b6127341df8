/** Links from elsewhere into the reader: #document/ID/FROM-TO, as the server writes them (src/server/links.ts). */

/** { id, line } of a location's hash, or undefined when it names no document. */
export function documentLink(hash) {
  const [, id, line] = /^#document\/([^/]+)(?:\/(\d{1,9})(?:-\d{1,9})?)?$/.exec(hash) ?? []
  if (id === undefined) return undefined
  try {
    return { id: decodeURIComponent(id), line: line === undefined ? undefined : Number(line) }
  } catch {
    return undefined
  }
}
