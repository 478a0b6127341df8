/** gongbao duties [TASK]: who is responsible. */
import type { DutyRecord } from '../contract.ts'
import { dutiesToCsv } from '../server/csv.ts'
import type { Command } from './command.ts'
import { citationHead, linesText } from './format.ts'
import { withAssistant } from './with-assistant.ts'

export const dutiesCommand: Command = {
  name: 'duties',
  about: '查任务由谁负责：牵头、配合、责任单位，人员，时限',
  usage: '[TASK]',
  positionals: { min: 0, max: 1, name: '任务' },
  flags: {
    unit: { kind: 'text', value: 'NAME', about: '只看这个单位的任务' },
    region: { kind: 'text', value: 'NAME', about: '只看这个地方的公报' },
    csv: { kind: 'switch', about: '输出 CSV 表格（可用电子表格软件打开）' },
  },
  async run(call) {
    const task = call.positionals[0]
    const unit = call.flags.text('unit')
    const region = call.flags.text('region')
    const query = { ...(task === undefined ? {} : { task }), ...(unit === undefined ? {} : { unit }), ...(region === undefined ? {} : { region }) }
    const duties = await withAssistant(call, (assistant) => assistant.duties(query), { withoutModel: true })
    if (call.json) return call.output.json(duties)
    if (call.flags.on('csv')) return call.output.line(dutiesToCsv(duties).trimEnd())
    for (const duty of duties) for (const line of dutyLines(duty)) call.output.line(line)
    call.output.note(`共 ${duties.length} 项`)
  },
}

function dutyLines(duty: DutyRecord): string[] {
  const who = [['牵头', duty.lead], ['配合', duty.supporting], ['责任', duty.responsible],
    ['人员', duty.persons.map(({ name, role }) => (role ? `${name}（${role}）` : name))]] as const
  const parts = who.filter(([, names]) => names.length > 0).map(([label, names]) => `${label}：${names.join('、')}`)
  if (duty.deadline !== undefined) parts.push(`时限：${duty.deadline}`)
  if (duty.certainty === 'inferred') parts.push('（由合并单元格推定）')
  const { file, lines } = duty.citation.source
  return [duty.task, `    ${parts.join('；')}`, `    ${citationHead(duty.citation)}  ${file} ${linesText(lines)}`]
}
