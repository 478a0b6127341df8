/** The side panel: cited lines lit up in their context, or a whole document block by block. */
import { getJson } from './connection.js'
import { blockNodes, outlineOf } from './document-view.js'
import { aboutLine, basisLine, button, element, statusBadge } from './element.js'
import { sourceNodes } from './source-view.js'

const CONTEXT_LINES = 10
const MORE_LINES = 40
/** Narrower than this the reader covers the page (style.css). */
const covers = matchMedia('(max-width: 60rem)')

const panel = document.getElementById('reader')
const title = document.getElementById('reader-title')
const about = document.getElementById('reader-about')
const body = document.getElementById('reader-body')
let opener
/** counts openings: an answer that comes after another was opened is dropped */
let opening = 0

document.getElementById('reader-close').addEventListener('click', close)
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !panel.hidden) close()
})
covers.addEventListener('change', markCovered)

export function close() {
  opening++
  panel.hidden = true
  document.body.classList.remove('reading')
  for (const mark of document.querySelectorAll('.mark.current')) mark.classList.remove('current')
  markCovered()
  opener?.focus()
}

/** What lies below a covering reader cannot be reached by keyboard. */
function markCovered() {
  for (const below of document.querySelectorAll('body > main, body > header')) below.inert = !panel.hidden && covers.matches
}

function open(record, more = []) {
  if (!panel.contains(document.activeElement)) opener = document.activeElement
  panel.hidden = false
  document.body.classList.add('reading')
  markCovered()
  title.textContent = record.title
  about.replaceChildren(aboutLine(record), element('p', { class: 'about' }, [statusBadge(record.status), record.status.basis ? ` ${basisLine(record.status.basis)}` : '']), ...more)
  about.scrollTop = 0
  title.focus({ preventScroll: true })
}

function fail(error) {
  body.replaceChildren(element('div', { class: 'row' }, [element('span'), element('p', { class: 'error', text: error.message ?? '读不到原文' })]))
}

const linesText = (file, [from, to]) => `${file} 第 ${from === to ? from : `${from}–${to}`} 行`

/** Shows the lines of a citation, lit up, with some lines before and after; more on demand. */
export async function showCitation(citation) {
  const { file, lines: lit } = citation.source
  open(citation, [
    ...(citation.section.length > 0 ? [element('p', { class: 'about section', text: citation.section.join(' › ') })] : []),
    element('p', { class: 'about', text: linesText(file, lit) }),
    button('看整个文件', () => showDocument(citation.documentId, lit[0])),
  ])
  const mine = ++opening
  const fetchLines = (from, to) => getJson(`/api/source?file=${encodeURIComponent(file)}&from=${from}&to=${to}`)
  const shown = { first: Math.max(1, lit[0] - CONTEXT_LINES), lines: [], lit, quote: citation.quote }
  const content = element('div')
  const before = button('前面的内容', () => more(true), { class: 'more quiet' })
  const after = button('后面的内容', () => more(false), { class: 'more quiet' })
  const render = () => content.replaceChildren(...sourceNodes(shown))

  async function more(isBefore) {
    try {
      const next = shown.first + shown.lines.length
      const from = isBefore ? Math.max(1, shown.first - MORE_LINES) : next
      const part = await fetchLines(from, isBefore ? shown.first - 1 : next + MORE_LINES - 1)
      const heightBefore = body.scrollHeight
      shown.lines = isBefore ? part.lines.concat(shown.lines) : shown.lines.concat(part.lines)
      if (isBefore) shown.first = from
      render()
      before.hidden = shown.first === 1
      if (!isBefore) after.hidden = part.lines.length < MORE_LINES
      // what was being read stays where it is
      if (isBefore) body.scrollTop += body.scrollHeight - heightBefore
    } catch (error) {
      fail(error)
    }
  }

  try {
    const wanted = lit[1] + CONTEXT_LINES
    const part = await fetchLines(shown.first, wanted)
    if (mine !== opening) return
    shown.lines = part.lines
    render()
    before.hidden = shown.first === 1
    after.hidden = part.to < wanted
    body.replaceChildren(before, content, after)
    show(content.querySelector('mark') ?? content.querySelector('.lit'))
  } catch (error) {
    if (mine === opening) fail(error)
  }
}

/** Shows a document as its blocks, scrolled to the block that holds a line. */
export async function showDocument(id, line) {
  const mine = ++opening
  try {
    const detail = await getJson(`/api/documents/${encodeURIComponent(id)}`)
    if (mine !== opening) return
    const jump = (to) => [...body.querySelectorAll('[data-line]')].find((node) => Number(node.dataset.line) >= to)?.scrollIntoView({ block: 'start' })
    const attachments = detail.attachments.map((one) => button(`${one.label} ${one.title ?? ''}`.trim(), () => jump(one.lines[0])))
    const outline = outlineOf(detail.outline, jump)
    open(detail, [element('p', { class: 'about', text: linesText(detail.source.file, detail.source.lines) }), ...(outline ? [outline] : []),
      ...(attachments.length > 0 ? [element('details', {}, [element('summary', { text: `附件（${attachments.length}）` }), element('ul', { class: 'outline' }, attachments.map((one) => element('li', {}, [one])))])] : [])])
    body.replaceChildren(...blockNodes(detail.blocks, line))
    body.scrollTop = 0
    show(body.querySelector('.lit'))
  } catch (error) {
    if (mine !== opening) return
    open({ title: '读不到这个文件', status: {} })
    fail(error)
  }
}

function show(target) {
  target?.scrollIntoView({ block: 'center' })
}
