import { describe, expect, it } from 'vitest'
import { extract, makeDocument } from './fixtures.ts'

const document = makeDocument('关于王强等同志职务任免的通知', { docNumber: '青政人〔2023〕4号' })
const read = (text: string) =>
  extract([text], document).appointments.map(({ person, action, post, note }) => [
    person,
    action,
    post,
    ...(note === undefined ? [] : [note]),
  ])

describe('appointments', () => {
  it.each([
    ['王强同志任县财政局局长（试用期一年）；', [['王强', 'appointed', '县财政局局长', '试用期一年']]],
    ['免去李明同志县水利局副局长职务；', [['李明', 'removed', '县水利局副局长']]],
    ['免去李明同志的县第一中学校长职务。', [['李明', 'removed', '县第一中学校长']]],
    ['免去丁华（女）同志县民政局副局长、总会计师职务；', [['丁华', 'removed', '县民政局副局长、总会计师', '女']]],
    [
      '刘 湘同志（女） 任县审计局总审计师，免去其县财政国库中心主任职务；',
      [
        ['刘湘', 'appointed', '县审计局总审计师', '女'],
        ['刘湘', 'removed', '县财政国库中心主任', '女'],
      ],
    ],
    [
      '免去钟立同志县卫健局副局长（兼）、县疾控中心局长职务；',
      [
        ['钟立', 'removed', '县卫健局副局长', '兼'],
        ['钟立', 'removed', '县疾控中心局长'],
      ],
    ],
    [
      '赵丽、孙伟同志任县水利局副局长；',
      [
        ['赵丽', 'appointed', '县水利局副局长'],
        ['孙伟', 'appointed', '县水利局副局长'],
      ],
    ],
    ['周敏同志县总医院院长职务因机构更名自然免除；', [['周敏', 'removed', '县总医院院长']]],
    [
      '周敏同志任县人民医院院长，其县总医院副院长职务因机构更名自然免除；',
      [
        ['周敏', 'appointed', '县人民医院院长'],
        ['周敏', 'removed', '县总医院副院长'],
      ],
    ],
    [
      '王强同志任县国防动员办公室（县人民防空办公室）主任（兼）；',
      [['王强', 'appointed', '县国防动员办公室（县人民防空办公室）主任', '兼']],
    ],
    ['彭军同志任县妇幼保健院（县妇女儿童医院）院长；', [['彭军', 'appointed', '县妇幼保健院（县妇女儿童医院）院长']]],
    ['任命张建国为县公安局局长。', [['张建国', 'appointed', '县公安局局长']]],
    ['聘任赵丽同志为县文旅集团总经理；', [['赵丽', 'appointed', '县文旅集团总经理']]],
    ['县人民政府决定：王强同志任县林业局局长。', [['王强', 'appointed', '县林业局局长']]],
    ['王强同志试用期满，正式任县统计局副局长；', [['王强', 'confirmed', '县统计局副局长']]],
    ['李明同志不再担任县水利局局长职务。', [['李明', 'removed', '县水利局局长']]],
    [
      '欧阳文同志任县一中校长、县教师进修学校校长（试用期一年）。',
      [
        ['欧阳文', 'appointed', '县一中校长', '试用期一年'],
        ['欧阳文', 'appointed', '县教师进修学校校长', '试用期一年'],
      ],
    ],
    ['免去王强县交通局副局长职务；', [['王强', 'removed', '县交通局副局长']]],
    ['免去吴昂同志青岭街道副主任（挂职）职务', [['吴昂', 'removed', '青岭街道副主任', '挂职']]],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  it('marks a sentence without its verb as inferred', () => {
    const [first] = extract(['王征同志县公路中心副主任，免去其县教育局副局长职务；'], document).appointments
    expect(first).toMatchObject({
      person: '王征',
      action: 'appointed',
      post: '县公路中心副主任',
      certainty: 'inferred',
    })
  })

  it('proves each fact by its clause, with the person named', () => {
    const { appointments, evidence } = extract(
      ['王强同志任县财政局局长，免去其县审计局局长职务；李明同志任县审计局局长。'],
      document,
    )
    expect(appointments.map(evidence)).toEqual([
      '王强同志任县财政局局长',
      '王强同志任县财政局局长，免去其县审计局局长职务',
      '李明同志任县审计局局长',
    ])
  })

  it('reads no appointments from the general remarks and from other documents', () => {
    expect(read('董事长、总经理的任免，按《公司法》有关规定办理。')).toEqual([])
    expect(read('请按有关规定办理职务任免手续。')).toEqual([])
    expect(read('各乡镇人民政府，县直各单位：')).toEqual([])
    expect(extract(['由王强同志任组长。'], '关于印发《青桐县甲方案》的通知').appointments).toEqual([])
  })
})

describe('names that no list of surnames knows', () => {
  const banner = makeDocument('青桐旗人民政府关于其其格等同志任免职的通知', { docNumber: '青政任字〔2023〕8号', region: '青桐旗' })
  const all = (...blocks: string[]) => extract(blocks, banner).appointments.map(({ person, action, post, note }) => [person, action, post, ...(note === undefined ? [] : [note])])

  it('reads them before 任 and before the office', () => {
    expect(all('孟根其其格　任旗林业和草原局局长；', '买买提·艾力同志任旗审计局局长，试用期1年；', '免去妥继祖旗林业和草原局局长职务。')).toEqual([
      ['孟根其其格', 'appointed', '旗林业和草原局局长'],
      ['买买提·艾力', 'appointed', '旗审计局局长', '试用期1年'],
      ['妥继祖', 'removed', '旗林业和草原局局长'],
    ])
  })

  it('reads a list below 免去：', () => {
    expect(all('免去：', '王玉山旗林业和草原局局长职务；', '其其格旗医疗保障局副局长职务。')).toEqual([
      ['王玉山', 'removed', '旗林业和草原局局长'],
      ['其其格', 'removed', '旗医疗保障局副局长'],
    ])
  })

  it('knows whose 其 is', () => {
    expect(all('聘任郑宏伟为旗医院院长（聘期3年），解聘其木德旗医院院长职务。')).toEqual([
      ['郑宏伟', 'appointed', '旗医院院长', '聘期3年'],
      ['其木德', 'removed', '旗医院院长'],
    ])
    expect(all('任命康志国为旗城管局副局长，原局长刘占国另有任用，免去其旗城管局局长职务。')).toEqual([
      ['康志国', 'appointed', '旗城管局副局长'],
      ['刘占国', 'removed', '旗城管局局长'],
    ])
  })

  it('keeps 后 and 另任 out of the post', () => {
    expect(all('免去张建国同志旗审计局局长职务后，另任旗民政局局长。')).toEqual([
      ['张建国', 'removed', '旗审计局局长'],
      ['张建国', 'appointed', '旗民政局局长'],
    ])
  })
})
