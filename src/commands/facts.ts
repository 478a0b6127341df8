/** gongbao facts KIND: what the rules found, one fact after another, with the quote that proves it. */
import { FACT_KINDS, fieldNames, kindName, kindOf, valueText } from '../answer/fact-names.ts'
import type { FactRecord } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { factsToCsv } from '../server/csv.ts'
import { usageOf } from './command.ts'
import type { Command } from './command.ts'
import { citationHead, linesText } from './format.ts'
import { withAssistant } from './with-assistant.ts'

const KINDS = FACT_KINDS.map(kind => `${kind}（${kindName(kind)}）`).join('、')

export const factsCommand: Command = {
  name: 'facts',
  about: '列出某一类事实：职责、效力、任免、联系方式、定义、金额、条件、材料、期限、罚则、分级条件',
  usage: 'KIND [WORDS]',
  positionals: { min: 1, max: 2, name: '类别' },
  flags: {
    document: { kind: 'text', value: 'NUMBER', about: '只看这个文件（文号、登记号、标题或编号）' },
    region: { kind: 'text', value: 'NAME', about: '只看这个地方的公报' },
    csv: { kind: 'switch', about: '输出 CSV 表格（可用电子表格软件打开）' },
  },
  notes: [`类别：${KINDS}`],
  async run(call) {
    const word = call.positionals[0] ?? ''
    const kind = kindOf(word)
    if (kind === undefined) throw new CodedError('argument_value', { name: '类别', detail: `应为 ${KINDS}，收到“${word.slice(0, 40)}”`, usage: usageOf(factsCommand) })
    const [q, document, region] = [call.positionals[1], call.flags.text('document'), call.flags.text('region')]
    const query = { kind, ...(q === undefined ? {} : { q }), ...(document === undefined ? {} : { document }), ...(region === undefined ? {} : { region }) }
    const facts = await withAssistant(call, async (assistant) => {
      if (document !== undefined && assistant.document(document) === undefined) throw new CodedError('not_found', { what: `文件“${document.slice(0, 80)}”` })
      return assistant.facts(query)
    }, { withoutModel: true })
    if (call.json) return call.output.json(facts)
    if (call.flags.on('csv')) return call.output.line(factsToCsv(kind, facts).trimEnd())
    for (const fact of facts) for (const line of factLines(fact)) call.output.line(line)
    call.output.note(`共 ${facts.length} 条`)
  },
}

function factLines(fact: FactRecord): string[] {
  const said = fieldNames(fact.kind).flatMap(([field, name]) => {
    const text = valueText(fact.said[field])
    return text === '' || text === '否' ? [] : [`${name}：${text}`]
  })
  const { file, lines } = fact.citation.source
  return [`${said.join('；')}${fact.certainty === 'inferred' ? '（推定）' : ''}`, `    “${fact.citation.quote}”`, `    ${citationHead(fact.citation)}  ${file} ${linesText(lines)}`]
}
