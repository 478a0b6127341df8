/** gongbao documents: the printed documents; gongbao document NUMBER: one with its outline, status and text. */
import type { DocumentDetail, OutlineRecord } from '../contract.ts'
import { CodedError } from '../errors.ts'
import type { Call, Command } from './command.ts'
import { documentLine, linesText, statusText } from './format.ts'
import { withAssistant } from './with-assistant.ts'

export const documentsCommand: Command = {
  name: 'documents',
  about: '列出公报刊载的文件',
  usage: '',
  positionals: { min: 0, max: 0, name: '' },
  flags: {
    mentioned: { kind: 'switch', about: '也列出仅被提及、没有刊载的文件' },
    region: { kind: 'list', value: 'NAME', about: '只列这个地方的文件' },
  },
  async run(call) {
    const regions = call.flags.list('region')
    const all = await withAssistant(call, (assistant) => assistant.documents({ mentioned: call.flags.on('mentioned') }), { withoutModel: true })
    const records = regions.length === 0 ? all : all.filter(({ region }) => region !== undefined && regions.includes(region))
    if (call.json) return call.output.json(records)
    for (const record of records) call.output.line(documentLine(record))
    call.output.note(`共 ${records.length} 件`)
  },
}

export const documentCommand: Command = {
  name: 'document',
  about: '显示一个文件的大纲、效力和全文',
  usage: 'NUMBER',
  positionals: { min: 1, max: 1, name: '文号、登记号、标题或编号' },
  flags: {},
  notes: ['例：gongbao document "青政办发〔2024〕1号"'],
  async run(call) {
    const key = call.positionals[0] ?? ''
    const detail = await withAssistant(call, (assistant) => assistant.document(key), { withoutModel: true })
    if (!detail) throw new CodedError('not_found', { what: `文件“${key.slice(0, 80)}”` })
    if (call.json) call.output.json(detail)
    else print(call, detail)
  },
}

function print({ output }: Call, detail: DocumentDetail): void {
  output.line(documentLine(detail))
  if (detail.status.basis) output.line(`${statusText(detail.status)}，依据：${detail.status.basis.docNumber ?? ''}“${detail.status.basis.quote}”`)
  for (const { label, title, lines } of detail.attachments) output.line(`附：${label} ${title ?? ''}（${linesText(lines)}）`)
  output.line('\n大纲：')
  printOutline(output.line, detail.outline)
  output.line('\n全文：')
  for (const block of detail.blocks) if (block.kind !== 'furniture') output.line(block.text)
}

/** Depth first with a stack of its own: outlines come from files and may be deep. */
function printOutline(line: (text: string) => void, roots: readonly OutlineRecord[]): void {
  const waiting = roots.map((node) => ({ node, depth: 1 })).reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    line(`${'  '.repeat(depth)}${node.label}${node.heading}（${linesText(node.lines)}）`)
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at]
      if (child) waiting.push({ node: child, depth: depth + 1 })
    }
  }
}
