import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abbreviates } from '../../../src/units/abbreviation.ts'
import { readUnitName } from '../../../src/units/names.ts'
import { UnitRegistry, type UnitAlias, type UnitMention } from '../../../src/units/registry.ts'

const COUNTY = '青桐县'
const registry = (names: Record<string, string[]>, aliases: UnitAlias[] = []): UnitRegistry =>
  new UnitRegistry(Object.entries(names).flatMap(([region, list]): UnitMention[] => list.map((name, index) => ({ name, region, documentId: `d${index % 3}` }))), aliases)
const names = (from: UnitRegistry): string[][] => from.entries().map(entry => [entry.name, ...entry.aliases].sort()).sort((left, right) => ((left[0] ?? '') < (right[0] ?? '') ? -1 : 1))

describe('names of units', () => {
  it.each([
    ['县住房和城乡建设局', COUNTY, 'county', '住房城乡建设', '局'],
    ['青桐县住房和城乡建设局', COUNTY, 'county', '住房城乡建设', '局'],
    ['住房城乡建设局', COUNTY, 'county', '住房城乡建设', '局'],
    ['市财政局', COUNTY, 'higher', '财政', '局'],
    ['省财政厅', COUNTY, 'higher', '财政', '厅'],
    ['市财政局', '石湖市', 'county', '财政', '局'],
    ['市场监管局', '石湖市', 'county', '市场监管', '局'],
    ['市市场监管局', '石湖市', 'county', '市场监管', '局'],
    ['市生态环境局青桐分局', COUNTY, 'county', '生态环境', '分局'],
    ['石湖市生态环境局青桐分局', COUNTY, 'county', '生态环境', '分局'],
    ['国网青桐县供电公司', COUNTY, 'county', '供电', '公司'],
    ['人民银行青桐县支行', COUNTY, 'county', '人民银行', '银行'],
    ['石湖市财政局', COUNTY, 'higher', '财政', '局'],
    ['白鹤县财政局', COUNTY, 'unknown', '财政', '局'],
    ['青石镇人民政府', COUNTY, 'lower', '青石', '镇'],
    ['青桐街道办事处', COUNTY, 'lower', '青桐', '街道'],
    ['县城管局', COUNTY, 'county', '城管', '局'],
    ['县卫生健康委员会', COUNTY, 'county', '卫生健康', '局'],
    ['自治县民宗局', '云岭瑶族自治县', 'county', '民宗', '局'],
    ['旗农牧局', '乌兰旗', 'county', '农牧', '局'],
    ['石湖市青桐县人民政府', COUNTY, 'county', '政府', ''],
    ['县人民政府办公室', COUNTY, 'county', '政府办', ''],
    ['高新技术产业开发区管委会', COUNTY, 'county', '高新区', '园区'],
  ])('%s in %s: %s %s %s', (name, region, level, trade, head) => {
    const { level: gotLevel, trade: gotTrade, head: gotHead } = readUnitName(name, region)
    expect([gotLevel, gotTrade, gotHead]).toEqual([level, trade, head])
  })

  it('reads any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), fc.constantFrom('', COUNTY, '石湖市'), (name, region) => {
      expect(readUnitName(name, region).level).toMatch(/county|higher|lower|unknown/)
    }))
  })
})

describe('short forms', () => {
  it.each([
    ['住建局', '住房和城乡建设局', true],
    ['人社局', '人力资源和社会保障局', true],
    ['发改局', '发展和改革委员会', true],
    ['文旅局', '文化旅游广电体育局', true],
    ['市监局', '市场监督管理局', true],
    ['城管局', '城市管理和综合执法局', true],
    ['商粮局', '商务粮食局', true],
    ['粮食局', '商务粮食局', true],
    ['教育局', '教育体育局', true],
    ['国资中心', '国有资产服务中心', true],
    ['城发集团', '城市发展集团有限公司', true],
    ['交警大队', '公安局交警大队', true],
    ['网信办', '委网络安全和信息化委员会办公室', false],
    ['社保局', '人力资源和社会保障局', false],
    ['公安局', '森林公安局', false],
    ['水利局', '水文局', false],
    ['生环委', '生态环境局', false],
    ['服务中心', '政务服务中心', false],
    ['领导小组', '消防工作领导小组', false],
  ])('%s of %s: %s', (short, long, expected) => expect(abbreviates(readUnitName(short, COUNTY), readUnitName(long, COUNTY))).toBe(expected))

  it('never both ways', () => {
    const name = fc.array(fc.constantFrom('住', '房', '城', '乡', '建', '设', '教', '育', '体'), { minLength: 1, maxLength: 6 }).map(characters => `${characters.join('')}局`)
    fc.assert(fc.property(name, name, (left, right) => {
      const [first, second] = [readUnitName(left), readUnitName(right)]
      expect(abbreviates(first, second) && abbreviates(second, first)).toBe(false)
    }))
  })
})

describe('registry', () => {
  it('joins prefixes and short forms of one place under the fullest name', () => {
    const units = registry({ [COUNTY]: ['县住建局', '住建局', '县住建局', '青桐县住房和城乡建设局', '县财政局'] })
    expect(units.entries()[0]).toMatchObject({ name: '青桐县住房和城乡建设局', aliases: ['县住建局', '住建局'], mentions: 4, level: 'county', region: COUNTY, documents: ['d0', 'd1', 'd2'] })
    expect(units.entries()).toHaveLength(2)
  })

  it('keeps levels and places apart', () => {
    const units = registry({ [COUNTY]: ['县住建局', '市住建局', '省住建厅', '白鹤县住建局', '石湖市住建局'], 白鹤县: ['县住建局'] })
    expect(units.entries()).toHaveLength(6)
    expect(units.same('住建局', '市住建局', COUNTY)).toBe(false)
    expect(units.of('住建局', COUNTY)?.level).toBe('county')
    expect(units.of('市住建局', COUNTY)?.level).toBe('higher')
    expect(units.of('住建局')).toBeUndefined()
    expect(units.of('白鹤县住建局', '白鹤县')?.region).toBe('白鹤县')
  })

  it('a short form of two units stays by itself', () => {
    const units = registry({ [COUNTY]: ['县交通运输局', '县交通建设局', '县交通局'] })
    expect(units.entries()).toHaveLength(3)
    expect(units.of('交通局', COUNTY)?.name).toBe('县交通局')
    expect(units.of('县交局', COUNTY)).toBeUndefined()
  })

  it('finds names that no text prints', () => {
    const units = registry({ [COUNTY]: ['县住建局', '县公安分局', '教育体育局', '市生态环境局青桐分局'] })
    expect(units.of('住房和城乡建设局', COUNTY)?.name).toBe('县住建局')
    expect(units.of('公安局', COUNTY)?.name).toBe('县公安分局')
    expect(units.of('教体局', COUNTY)?.name).toBe('教育体育局')
    expect(units.of('生态环境分局')?.name).toBe('市生态环境局青桐分局')
    expect(units.of('邮政局', COUNTY)).toBeUndefined()
    expect(units.same('县住建局', '青桐县住房和城乡建设局', COUNTY)).toBe(true)
    expect(units.same('县邮政管理局', '邮政管理局', COUNTY)).toBe(true)
    expect(units.same('县住建局', '财政局', COUNTY)).toBe(false)
  })

  it('party and government offices of one trade stay apart', () => {
    const units = registry({ [COUNTY]: ['县委督查室', '县政府督查室', '督查室', '县委宣传部', '宣传部'] })
    expect(names(units)).toEqual([['县委宣传部', '宣传部'].sort(), ['县委督查室'], ['县政府督查室'], ['督查室']].sort((left, right) => ((left[0] ?? '') < (right[0] ?? '') ? -1 : 1)))
  })

  it('learns aliases from the text, but not names that every document gives', () => {
    const alias = (name: string, short: string): UnitAlias => ({ name, alias: short, region: COUNTY, documentId: 'd9' })
    const units = registry({ [COUNTY]: ['县机构编制委员会办公室', '县编办', '县财政局', '县审计局'] }, [
      alias('县机构编制委员会办公室', '县编办'), alias('县防汛指挥部', '指挥部'), alias('县抗旱指挥部', '指挥部'), alias('县财政局', '甲办'), alias('县审计局', '甲办'),
    ])
    expect(units.same('县编办', '县机构编制委员会办公室', COUNTY)).toBe(true)
    expect(units.of('指挥部', COUNTY)).toBeUndefined()
    expect(units.same('县财政局', '县审计局', COUNTY)).toBe(false)
  })

  it('a company that is named after the province is still the one of its short name', () => {
    const units = registry({ [COUNTY]: ['青发集团', '青发集团'] }, [{ name: '云山省青发控股集团有限公司', alias: '青发集团', region: COUNTY, documentId: 'd9' }])
    expect(units.entries()).toMatchObject([{ name: '云山省青发控股集团有限公司', aliases: ['青发集团'], level: 'county' }])
  })

  it('repairs glued, cut and misprinted names where that is provable', () => {
    const units = registry({ [COUNTY]: ['财政局', '审计局', '财政局审计局', '农业农村局', '农业农村', '财政局王小明', '公安局', '公安局交警大队', '城管局', '城管局', '城管局', '城区管局'] })
    expect(names(units).map(list => list[0])).toEqual(['公安局', '公安局交警大队', '农业农村局', '城区管局', '审计局', '财政局'].sort())
    expect(units.of('财政局', COUNTY)?.mentions).toBe(3)
    expect(units.of('审计局', COUNTY)?.mentions).toBe(2)
    expect(units.of('城管局', COUNTY)?.name).toBe('城管局')
  })

  it('groups are no units', () => expect(registry({ [COUNTY]: ['各镇（街道）', '县直各单位', '相关部门', '成员单位', '街道', '各乡镇', '领导小组'] }).entries()).toEqual([]))

  it('towns with and without government are one', () => {
    const units = registry({ [COUNTY]: ['青石镇', '青石镇人民政府', '白石镇政府', '青石镇政府'] })
    expect(units.entries()).toHaveLength(2)
    expect(units.same('青石镇', '青石镇政府', COUNTY)).toBe(true)
  })

  it('does not depend on the order of mentions', () => {
    const list = ['县住建局', '住建局', '住房和城乡建设局', '县教体局', '教育体育局', '教育局', '商粮局', '商务粮食局', '县委办', '县政府办', '市住建局', '城管局', '城管局', '城管局', '城区管局']
    const expected = names(registry({ [COUNTY]: list }))
    fc.assert(fc.property(fc.shuffledSubarray(list, { minLength: list.length }), shuffled => {
      expect(names(registry({ [COUNTY]: shuffled }))).toEqual(expected)
    }), { numRuns: 40 })
  })

  it('without any unit', () => {
    expect(registry({}).entries()).toEqual([])
    expect(registry({}).of('财政局')).toBeUndefined()
    expect(registry({}).same('财政局', '县财政局')).toBe(true)
  })
})
