/**
 * Lines of a source file as nodes: numbered, the cited lines lit, the quote itself marked, table lines as tables.
 * In: lines as they stand in the file. Out: a fragment. Marks of Markdown stay visible but faint: it is the source.
 */
import { element } from './element.js'

/** What a quote may lack of its source (contract): white space, marks of Markdown and tables, HTML tags. */
const SKIPPED = /\s|[*#|\\]|<[a-zA-Z/][^<>]{0,200}>/y
const SEPARATOR_ROW = /^\s*\|?[\s:|-]*-{2,}[\s:|-]*$/
const FAINT = /(\*{2,}|^\s*#{1,6}(?=\s)|<[a-zA-Z/][^<>]{0,200}>)/

/** Offsets of the characters that count. */
function significant(text) {
  const at = []
  for (let index = 0; index < text.length;) {
    SKIPPED.lastIndex = index
    const skipped = SKIPPED.exec(text)
    if (skipped) index += skipped[0].length
    else at.push(index++)
  }
  return at
}

/** Where the quote stands: one range [start, end) per line, undefined for lines without; empty when it is not found. */
export function quoteRanges(lines, quote) {
  const wanted = significant(quote).map((at) => quote[at]).join('')
  const places = []
  let joined = ''
  for (const [line, text] of lines.entries()) {
    if (SEPARATOR_ROW.test(text)) continue
    for (const at of significant(text)) {
      places.push([line, at])
      joined += text[at]
    }
  }
  const first = wanted === '' ? -1 : joined.indexOf(wanted)
  const ranges = []
  if (first < 0) return ranges
  for (const [line, at] of places.slice(first, first + wanted.length)) {
    ranges[line] ??= [at, at + 1]
    ranges[line][1] = at + 1
  }
  return ranges
}

/**
 * @param {{ first: number, lines: string[], lit: [number, number], quote: string }} part `first` is the number of lines[0]
 */
export function sourceNodes({ first, lines, lit, quote }) {
  const ranges = quoteRanges(lines.slice(lit[0] - first, lit[1] - first + 1), quote)
  const nodes = []
  let tableLines = []
  const endTable = () => {
    if (tableLines.length > 0) nodes.push(table(tableLines))
    tableLines = []
  }
  for (const [index, text] of lines.entries()) {
    const number = first + index
    const isLit = number >= lit[0] && number <= lit[1]
    const line = { number, text, isLit, range: isLit ? ranges[number - lit[0]] : undefined }
    if (isTableLine(text)) tableLines.push(line)
    else {
      endTable()
      nodes.push(row(line))
    }
  }
  endTable()
  return nodes
}

const isTableLine = (text) => /^\s*\|.*\|/.test(text) || /\S\t+\s*\S/.test(text)

function row({ number, text, isLit, range }) {
  return element('div', { class: `row${isLit ? ' lit' : ''}${text.trim() === '' ? ' blank' : ''}` },
    [element('span', { class: 'number', text: number }), element('span', { class: 'content' }, pieces(text, 0, range))])
}

/** Cells with their offset in the line: "| a | b |" → a, b; tabs part cells as well. An escaped \\| stays in its cell. */
function cellsOf(text) {
  const isPiped = /^\s*\|/.test(text)
  const cells = []
  let start = isPiped ? text.indexOf('|') + 1 : 0
  for (let at = start; at < text.length; at++) {
    if (text[at] !== (isPiped ? '|' : '\t') || text[at - 1] === '\\') continue
    cells.push({ start, text: text.slice(start, at) })
    start = at + 1
  }
  if (!isPiped || text.slice(start).trim() !== '') cells.push({ start, text: text.slice(start) })
  return cells
}

function table(tableLines) {
  const rows = tableLines.map((line) => ({ ...line, isSeparator: SEPARATOR_ROW.test(line.text), cells: cellsOf(line.text) }))
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  const body = rows.filter(({ isSeparator }) => !isSeparator).map(({ number, cells, isLit, range }) => {
    const isHead = rows.some((next) => next.isSeparator && next.number === number + 1)
    return element('tr', { class: isLit ? 'lit' : undefined }, [element('td', { class: 'number', text: number }),
      ...cells.map((cell, at) => element(isHead ? 'th' : 'td', { colspan: at === cells.length - 1 && cells.length < width ? width - at : undefined },
        pieces(cell.text, cell.start, range)))])
  })
  return element('div', { class: 'table-scroll' }, [element('table', {}, [element('tbody', {}, body)])])
}

/** Text as nodes; `offset` is where it begins in its line, `range` the part of the line that is quoted. */
function pieces(text, offset, range) {
  const start = Math.max(0, (range?.[0] ?? 0) - offset)
  const end = Math.min(text.length, (range?.[1] ?? 0) - offset)
  if (!range || end <= start) return faint(text)
  return [...faint(text.slice(0, start)), element('mark', {}, faint(text.slice(start, end))), ...faint(text.slice(end))]
}

function faint(text) {
  // split puts what matched at the odd places
  return text.split(FAINT).map((piece, at) => {
    if (at % 2 === 0) return document.createTextNode(piece)
    return /^<br\s*\/?>$/i.test(piece) ? element('br') : element('span', { class: 'dim', text: piece })
  })
}
