/** A whole document as nodes: headings by level, paragraphs, tables with their column names, and an outline to jump by. */
import { button, element } from './element.js'

/** Blocks of /api/documents/{id} as nodes; the one that holds `line` is lit. */
export function blockNodes(blocks, line) {
  const nodes = []
  let open
  for (const block of blocks) {
    // a 'table' block is the header line: its names stand above the columns already
    if (block.kind === 'furniture' || (block.kind === 'table' && hasRows(blocks, block))) continue
    const isLit = line !== undefined && block.lines[0] <= line && line <= block.lines[1]
    const columns = block.cells?.length > 0 ? block.cells.map(({ column }) => column).join('\n') : undefined
    if (columns === undefined) {
      open = undefined
      nodes.push(textBlock(block, isLit))
      continue
    }
    if (open?.columns !== columns) {
      open = { columns, body: element('tbody') }
      nodes.push(tableOf(block.cells, open.body))
    }
    open.body.append(tableRow(block, isLit))
  }
  return nodes
}

const hasRows = (blocks, table) => blocks.some((block) => block.cells?.length > 0 && block.lines[0] > table.lines[0] &&
  table.text.replace(/\s/g, '').includes((block.cells.find(({ column }) => column !== '')?.column ?? '\n').split('／')[0]))

function textBlock(block, isLit) {
  const level = block.kind === 'heading' ? ` heading-${Math.min(3, block.path.length + 1)}` : ''
  return element('div', { class: `row${level}${isLit ? ' lit' : ''}`, 'data-line': block.lines[0] },
    [element('span', { class: 'number', text: block.lines[0] }), element('span', { class: 'content', text: block.text })])
}

function tableOf(cells, body) {
  const head = element('tr', {}, [element('th', { class: 'number' }), ...cells.map(({ column }) => element('th', { scope: 'col', text: column }))])
  return element('div', { class: 'table-scroll' }, [element('table', {}, [element('thead', {}, [head]), body])])
}

function tableRow(block, isLit) {
  return element('tr', { class: isLit ? 'lit' : undefined, 'data-line': block.lines[0] }, [
    element('td', { class: 'number', text: block.lines[0] }),
    ...block.cells.map(({ text, inferred }) => element('td', { class: inferred ? 'inferred' : undefined, text, title: inferred ? '合并单元格，按版式补出' : undefined })),
  ])
}

/** The outline, two levels deep, as buttons; undefined when there is nothing to choose from. */
export function outlineOf(nodes, jump) {
  if (nodes.length < 2) return undefined
  const list = (level, depth) => element('ul', { class: 'outline' }, level.map((node) => element('li', {}, [
    button(`${node.label} ${node.heading}`.trim(), () => jump(node.lines[0])),
    ...(depth > 1 && node.children.length > 0 ? [list(node.children, depth - 1)] : []),
  ])))
  return element('details', {}, [element('summary', { text: '目录' }), list(nodes, 2)])
}
