/** gongbao units [NAME]: the units that the gazettes name, each with its other names. */
import type { Command } from './command.ts'
import { withAssistant } from './with-assistant.ts'

const LEVELS = { county: '本级', higher: '上级', lower: '乡镇（街道）', unknown: '其他' } as const

export const unitsCommand: Command = {
  name: 'units',
  about: '列出公报中的单位和它们的别名、简称',
  usage: '[NAME]',
  positionals: { min: 0, max: 1, name: '单位' },
  flags: {
    region: { kind: 'text', value: 'NAME', about: '只看这个地方的公报' },
  },
  async run(call) {
    const name = call.positionals[0]
    const region = call.flags.text('region')
    const units = await withAssistant(call, (assistant) => assistant.units({ ...(name === undefined ? {} : { name }), ...(region === undefined ? {} : { region }) }), { withoutModel: true })
    if (call.json) return call.output.json(units)
    for (const unit of units) {
      const also = unit.aliases.length === 0 ? '' : `  又作：${unit.aliases.join('、')}`
      call.output.line(`${unit.name}（${[unit.region, LEVELS[unit.level]].filter((part) => part !== undefined).join('，')}）  ${unit.mentions} 处，${unit.documents.length} 个文件${also}`)
    }
    call.output.note(`共 ${units.length} 个`)
  },
}
