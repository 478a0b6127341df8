/** Names of things against mere kinds of things. */
import { describe, expect, it } from 'vitest'
import { namedKindOf, namesOne } from '../../../src/answer/named.ts'

const answers = (question: string, text: string): boolean | undefined => {
  const kind = namedKindOf(question)
  return kind === undefined ? undefined : namesOne(kind, text)
}

describe('a name is asked for', () => {
  it.each([
    ['由哪家公司施工', '由青山城建有限公司承建', true],
    ['由哪家公司施工', '由有关公司按合同施工', false],
    ['落在哪一所普通高中', '启动建设县域普通高中一校一栋项目', false],
    ['落在哪一所普通高中', '在县第二中学建设综合楼', true],
    ['去哪家机构做康复', '提供机构康复训练服务', false],
    ['去哪家机构做康复', '在县残疾人康复中心训练', true],
    ['到会的八家物业公司都叫什么', '8家物业公司代表参加', false],
    ['中标单位是哪家公司', '6月底前完成招标', false],
  ])('%s, and the text says %s: %s', (question, text, named) => expect(answers(question, text)).toBe(named))
})

it.each(['双季稻一亩补多少钱', '由哪个单位牵头', '公司要交哪些材料'])('%s asks for no name', question => expect(namedKindOf(question)).toBeUndefined())
