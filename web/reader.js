/** The side panel: cited lines lit up in their context, or a whole document block by block. */
import { getJson } from './connection.js'
import { aboutLine, element, statusBadge } from './element.js'

const CONTEXT_LINES = 8
const MORE_LINES = 30

const panel = document.getElementById('reader')
const title = document.getElementById('reader-title')
const about = document.getElementById('reader-about')
const body = document.getElementById('reader-body')
let opener

document.getElementById('reader-close').addEventListener('click', close)
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !panel.hidden) close()
})

function close() {
  panel.hidden = true
  document.body.classList.remove('reading')
  opener?.focus()
}

function open(record, more = []) {
  opener = document.activeElement
  panel.hidden = false
  document.body.classList.add('reading')
  title.textContent = record.title
  about.replaceChildren(element('p', { class: 'about' }, [statusBadge(record.status), ` ${aboutLine(record)}`]), ...more)
  body.replaceChildren(element('p', { class: 'about', text: '正在读取 …' }))
  title.focus({ preventScroll: true })
}

function fail(error) {
  body.replaceChildren(element('p', { class: 'error', text: error.message ?? '读不到原文' }))
}

/** Shows the lines of a citation, lit up, with some lines before and after; more on demand. */
export async function showCitation(citation) {
  const [from, to] = citation.source.lines
  const { file } = citation.source
  open(citation, [
    ...(citation.section.length > 0 ? [element('p', { class: 'about', text: citation.section.join(' › ') })] : []),
    ...(citation.status.basis ? [element('p', { class: 'about', text: `效力依据：${citation.status.basis.docNumber ?? ''}“${citation.status.basis.quote}”` })] : []),
    element('p', { class: 'about', text: `${file}，第 ${from}–${to} 行` }),
    element('button', { type: 'button', text: '看整个文件', on: { click: () => showDocument(citation.documentId, from) } }),
  ])
  try {
    const grid = element('div', { class: 'lines' })
    let first = Math.max(1, from - CONTEXT_LINES)
    let last = first - 1
    const fetchLines = (start, end) => getJson(`/api/source?file=${encodeURIComponent(file)}&from=${start}&to=${end}`)
    const rows = (part) => part.lines.flatMap((text, at) => {
      const number = part.from + at
      const lit = number >= from && number <= to ? ' lit' : ''
      return [element('span', { class: `number${lit}`, text: number }), element('span', { class: `content${lit}`, text: text || ' ' })]
    })
    const before = element('button', { type: 'button', class: 'more', text: '前文', on: { click: async () => {
      const start = Math.max(1, first - MORE_LINES)
      grid.prepend(...rows(await fetchLines(start, first - 1)))
      first = start
      before.hidden = first === 1
    } } })
    const after = element('button', { type: 'button', class: 'more', text: '后文', on: { click: async () => {
      const part = await fetchLines(last + 1, last + MORE_LINES)
      grid.append(...rows(part))
      last = part.to
      after.hidden = part.lines.length < MORE_LINES
    } } })
    const part = await fetchLines(first, to + CONTEXT_LINES)
    last = part.to
    grid.append(...rows(part))
    before.hidden = first === 1
    body.replaceChildren(before, grid, after)
    grid.querySelector('.lit')?.scrollIntoView({ block: 'center' })
  } catch (error) {
    fail(error)
  }
}

/** Shows a document as its blocks, scrolled to the block that holds a line. */
export async function showDocument(id, line) {
  try {
    const detail = await getJson(`/api/documents/${encodeURIComponent(id)}`)
    open(detail, detail.attachments.map(({ label, title: name }) => element('p', { class: 'about', text: `${label} ${name ?? ''}` })))
    const grid = element('div', { class: 'lines' })
    let target
    for (const block of detail.blocks) {
      if (block.kind === 'furniture') continue
      const lit = line !== undefined && block.lines[0] <= line && line <= block.lines[1]
      const kind = `${block.kind === 'heading' ? ' heading' : ''}${lit ? ' lit' : ''}`
      const text = block.cells?.length ? block.cells.filter((cell) => cell.text).map((cell) => (cell.column ? `${cell.column}：${cell.text}` : cell.text)).join('；') : block.text
      const content = element('span', { class: `content${kind}`, text })
      grid.append(element('span', { class: `number${lit ? ' lit' : ''}`, text: block.lines[0] }), content)
      if (lit) target ??= content
    }
    body.replaceChildren(grid)
    if (target) target.scrollIntoView({ block: 'center' })
    else body.scrollTop = 0
  } catch (error) {
    fail(error)
  }
}
