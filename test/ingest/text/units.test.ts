import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGroupName, isPersonName, isPostTitle, isUnitName, joinName, personParts, splitPersons, splitUnits } from '../../../ingest/text/units.ts'

describe('isUnitName', () => {
  it.each(['县财政局', '市文旅 广电局', '县市场监督管理局', '县委办', '政府办', '高新区', '青桐镇', '江南镇', '石塘乡', '文昌街道', '县融媒体中心',
    '县公安局交警大队', '国网青桐供电公司', '各镇（街道）', '县直各单位', '相关部门', '总工会', '妇联', '团县委', '人武部', '安委会专班', '县商务粮食局（县政府金融办）'])('%s', name => {
    expect(isUnitName(name)).toBe(true)
  })
  it.each(['进行', '全部', '布局', '机会', '社会', '督办', '常务副县长', '刘辉', '3000', '一、二季度：完成手续', '', '局', '加强雨水资源收费调查研究。', '推进项目落地'])('not: %s', name => {
    expect(isUnitName(name)).toBe(false)
  })
})

describe('splitUnits', () => {
  const cases: [string, string[], boolean][] = [
    ['县农业 农村局 县水利局', ['县农业农村局', '县水利局'], false],
    ['库区移民 服务中心', ['库区移民服务中心'], false],
    ['县市场 监督管理局', ['县市场监督管理局'], false],
    ['县商务粮食局（县政府金融办）、县税务局，各镇（街道）', ['县商务粮食局（县政府金融办）', '县税务局', '各镇（街道）'], false],
    ['高新区管委会，各镇、街道', ['高新区管委会', '各镇、街道'], false],
    ['各乡镇人民政府、街道办事处，县直各单位', ['各乡镇人民政府、街道办事处', '县直各单位'], false],
    ['县财政局、县发改局等部门', ['县财政局', '县发改局'], true],
    ['工信局 住建局 等相关部门', ['工信局', '住建局'], true],
    ['国家 金融 监管 局青 桐支 局 1 人', ['国家金融监管局青桐支局'], false],
    ['市场监管局商 务粮食局', ['市场监管局', '商务粮食局'], false],
    ['县应急和安全生产委员会 办公室', ['县应急和安全生产委员会办公室'], false],
    ['市生态环境局 青桐分局 各乡镇', ['市生态环境局青桐分局', '各乡镇'], false],
    ['发改局 生态环境分局 住建局', ['发改局', '生态环境分局', '住建局'], false],
    ['高新区管委会 (配套园)', ['高新区管委会(配套园)'], false],
    ['县发改局<br>县财政局', ['县发改局', '县财政局'], false],
    ['县委办和县政府办', ['县委办', '县政府办'], false],
    ['县人力资源和社会保障局', ['县人力资源和社会保障局'], false],
    ['县发改局 2人', ['县发改局'], false],
    ['县高新区 15家', ['县高新区'], false],
    ['县财政局 2.5 亿元', ['县财政局'], false],
    ['县商务局 市场监管 高新区', ['县商务局', '市场监管', '高新区'], false],
  ]
  it.each(cases)('%s', (text, units, open) => {
    const split = splitUnits(text)
    expect(split.units).toEqual(units)
    expect(split.open).toBe(open)
    expect(split.sure).toBe(!units.includes('市场监管'))
  })
  it('says when a piece is no unit by its form', () => {
    expect(splitUnits('县财政局、张三丰').sure).toBe(false)
    expect(splitUnits('').units).toEqual([])
  })
  it('never throws and never invents a character', () => {
    assert(
      property(string({ maxLength: 60 }), text => {
        for (const unit of splitUnits(text).units) for (const character of unit) expect(text + '、').toContain(character)
      }),
    )
  })
})

describe('persons', () => {
  it.each(['刘 辉', '李宗才', '欧阳修远', '司马光', '蔺 佳', '吴侃'])('%s is a name', name => expect(isPersonName(name)).toBe(true))
  it.each(['高新区', '江南镇', '常态化', '财政局', '任务', '县长', '王局长', '四个汉字', '10月底', '各镇'])('%s is none', name => expect(isPersonName(name)).toBe(false))
  it.each([
    ['李 瑜 彭庆楚', ['李瑜', '彭庆楚']],
    ['周 伏 胡子贵 彭 艳', ['周伏', '胡子贵', '彭艳']],
    ['罗奇 分管 城建线 副县长', ['罗奇', '分管城建线副县长']],
    ['张三、李四', ['张三', '李四']],
    ['王一平 李文（执行）', ['王一平', '李文']],
    ['镇长：周 托 1827409****', ['周托']],
    ['王军 13900000000', ['王军']],
    ['王 小 明', ['王小明']],
    ['各镇（街道）', []],
    ['县财政局', []],
  ])('%s', (text, names) => expect(splitPersons(text)).toEqual(names))
  it('keeps remarks in personParts', () => expect(personParts('李文（执行）')).toEqual(['李文（执行）']))
  it('knows offices', () => {
    expect(isPostTitle('分管 城建线 副县长')).toBe(true)
    expect(isPostTitle('县财政局')).toBe(false)
  })
  it('joins names and knows groups', () => {
    expect(joinName('刘 　辉')).toBe('刘辉')
    expect(isGroupName('县直各单位')).toBe(true)
    expect(isGroupName('县财政局')).toBe(false)
  })
  it('never throws', () => {
    assert(property(string({ maxLength: 60 }), text => void splitPersons(text)))
  })
})

it('knows rare surnames and compound ones, and words that begin with them', () => {
  for (const name of ['郗成林', '庹德全', '苟文昭', '竺　可', '宓　远', '仲孙衡', '澹台明月']) expect(isPersonName(name), name).toBe(true)
  for (const word of ['弘扬', '洛阳', '敏感', '荔枝']) expect(isPersonName(word), word).toBe(false)
})
