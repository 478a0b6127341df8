import { describe, expect, it } from 'vitest'
import { lastDay, namedDocuments, statusOf, withoutIssuer } from '../../../ingest/facts/validity-clauses.ts'
import { extract, makeBlock, makeDocument, makeRow } from './fixtures.ts'

describe('effective date and term', () => {
  it('reads publication and a term of years', () => {
    const { validity, evidence } = extract(['三、本通告自公布之日起施行，有效期五年。'])
    expect(
      validity
        .map(({ aspect, wording, effectiveFrom, expiresOn }) => [aspect, wording, effectiveFrom, expiresOn])
        .sort(),
    ).toEqual([
      ['effective', '自公布之日起施行', '2023-05-10', undefined],
      ['term', '五年', '2023-05-10', '2028-05-09'],
    ])
    expect(evidence(validity.find(({ aspect }) => aspect === 'effective')!)).toBe('本通告自公布之日起施行')
  })

  it('reads printed dates', () => {
    const { validity } = extract(['第二十条 本办法自2023年7月1日起施行，有效期至2028年6月30日止。'])
    expect(validity).toMatchObject([
      { aspect: 'term', expiresOn: '2028-06-30' },
      { aspect: 'effective', effectiveFrom: '2023-07-01' },
    ])
  })

  it.each([
    ['本细则自2024年1月1日起试行，试行期两年。', '2025-12-31'],
    ['本规定自印发之日起实施，有效期为5年。', '2028-05-09'],
    ['本决定自公布之日起施行，长期有效。', undefined],
  ])('term of %s', (text, expiresOn) => {
    expect(extract([text]).validity.find(({ aspect }) => aspect === 'term')?.expiresOn).toBe(expiresOn)
  })

  it('does not take rules of the text for its own validity', () => {
    const { validity } = extract([
      '全县最低工资标准自2023年7月1日起执行。',
      '在预警有效期内，加强会商。',
      '有效期已满的文件，自有效期届满之日起自动失效。',
      '上述废止的规范性文件，自本决定发布之日起不再执行。',
      '企业应当自收到通知之日起五日内报送。',
    ])
    expect(validity).toEqual([])
  })

  it('counts the last day', () => {
    expect(lastDay('2024-02-29', 12)).toBe('2025-02-27')
    expect(lastDay('2023-01-13', 60)).toBe('2028-01-12')
  })
})

describe('repeal clauses', () => {
  it.each([
    ['原《青桐县甲办法》（青政发〔2019〕6号）同时废止。', 'repealed', '青政发〔2019〕6号', '青桐县甲办法'],
    [
      '《青桐县人民政府办公室关于印发〈青桐县预案〉的通知》（青政办发〔2019〕61号）文同时废止。',
      'repealed',
      '青政办发〔2019〕61号',
      '关于印发〈青桐县预案〉的通知',
    ],
    ['青政办发〔2015〕3号文件同时废止。', 'repealed', '青政办发〔2015〕3号', undefined],
    [
      '一、废止《青桐县人民政府关于禁放烟花的通告》（青政告〔2020〕24号）等2个规范性文件（详见附件1）；',
      'repealed',
      '青政告〔2020〕24号',
      '关于禁放烟花的通告',
    ],
    [
      '二、宣布《青桐县乙方案》（青政办发〔2018〕11号）等33个规范性文件失效（详见附件2）；',
      'lapsed',
      '青政办发〔2018〕11号',
      '青桐县乙方案',
    ],
    [
      '三、确认《青桐县丙规定》（青政告〔2020〕33号）等53个规范性文件继续有效；',
      'in_force',
      '青政告〔2020〕33号',
      '青桐县丙规定',
    ],
  ])('%s', (text, status, docNumber, title) => {
    const { validity } = extract([text])
    expect(validity).toHaveLength(1)
    expect(validity[0]).toMatchObject({ aspect: 'status', status, target: { docNumber } })
    expect(validity[0]?.target?.title).toBe(title)
  })

  it('reads several targets and leaves the basis alone', () => {
    const { validity } = extract([
      '根据《某法》（某令〔2001〕1号）规定，制定本办法。《甲办法》（青政发〔2011〕1号）、《乙办法》同时废止。',
    ])
    expect(validity.filter(({ aspect }) => aspect === 'status').map(({ target }) => target?.title)).toEqual([
      '甲办法',
      '乙办法',
    ])
  })

  it('ignores conditions', () => {
    expect(extract(['《甲办法》被新规定废止的，从其规定。', '应当及时修改或者废止《甲办法》。']).validity).toEqual([])
  })
})

describe('clean-up lists', () => {
  const document = makeDocument('关于公布规范性文件清理结果的决定')
  const row = (number: string, title: string, docNumber: string, path: string[]) =>
    makeRow({ 序号: number, 文件名称: title, 文号: docNumber, 登记号: 'QTDR-2019-00001' }, { path })

  it('takes the status of the list a row stands in', () => {
    const { validity, evidence } = extract(
      [
        row('1', '青桐县人民政府 关于甲工作的通告', '青政告 〔2019〕7号', ['附件一 废止的规范性文件目录']),
        row('2', '青桐县人民政府办公室 关于印发《乙 办法》的通知', '青政办发〔2020〕8 号', [
          '附件二 继续有效的规范性文件目录',
        ]),
      ],
      document,
    )
    expect(validity.map(({ status, target }) => [status, target])).toEqual([
      [
        'repealed',
        { docNumber: '青政告〔2019〕7号', registrationNumber: 'QTDR-2019-00001', title: '关于甲工作的通告' },
      ],
      [
        'in_force',
        { docNumber: '青政办发〔2020〕8号', registrationNumber: 'QTDR-2019-00001', title: '关于印发《乙办法》的通知' },
      ],
    ])
    expect(evidence(validity[0]!)).toContain('关于甲工作的通告')
  })

  it('follows the decision where the printed heading contradicts it', () => {
    const { validity } = extract(
      [
        '二、宣布《甲》（青政发〔2018〕1号）等3个规范性文件失效（详见附件2）；',
        row('1', '关于丙工作的通知', '青政发〔2017〕9号', ['附件二 废止的规范性文件目录']),
      ],
      document,
    )
    expect(validity[1]).toMatchObject({ status: 'lapsed', certainty: 'inferred', rule: 'validity.cleanup.decision' })
  })

  it('reads numbered lines of a list', () => {
    const { validity } = extract(
      [
        makeBlock('3. 青桐县人民政府关于丁工作的意见（青政发〔2016〕2号）', {
          kind: 'list',
          path: ['附件1 宣布失效的规范性文件目录'],
        }),
      ],
      document,
    )
    expect(validity).toMatchObject([
      { status: 'lapsed', target: { docNumber: '青政发〔2016〕2号', title: '关于丁工作的意见' } },
    ])
  })

  it('lets a column decide row by row', () => {
    const { validity } = extract(
      [
        makeRow(
          { 序号: '1', 文件名称: '甲办法', 文号: '青政发〔2016〕2号', 清理结果: '废止' },
          { path: ['附件 规范性文件清理目录'] },
        ),
      ],
      document,
    )
    expect(validity).toMatchObject([{ status: 'repealed' }])
  })
})

describe('small readers', () => {
  it('finds named documents with nested titles', () => {
    expect(
      namedDocuments('《关于印发〈甲《乙》办法〉的通知》（青政发〔2019〕1号、QTDR-2019-00002）与青政办发〔2020〕3号'),
    ).toMatchObject([
      {
        title: '关于印发〈甲《乙》办法〉的通知',
        docNumber: '青政发〔2019〕1号',
        registrationNumber: 'QTDR-2019-00002',
      },
      { docNumber: '青政办发〔2020〕3号' },
    ])
  })

  it('drops the issuer in front of a title', () => {
    expect(withoutIssuer('青桐县人民政府办公室 关于印发《甲办法》的通知')).toBe('关于印发《甲办法》的通知')
    expect(withoutIssuer('青桐县甲办法')).toBe('青桐县甲办法')
  })

  it('tells statuses apart', () => {
    expect(statusOf('宣布失效的规范性文件目录')).toBe('lapsed')
    expect(statusOf('废止和失效的规范性文件目录')).toBeUndefined()
    expect(statusOf('《关于废止甲的决定》继续有效')).toBe('in_force')
  })
})

describe('further wordings', () => {
  it.each([
    ['本办法自发布之日起30日后施行，有效期5年。', '2023-06-09', '2028-06-08'],
    ['本政策自发文之日起执行，有效期1年，由县商务局负责解释。', '2023-05-10', '2024-05-09'],
    ['本规定自印发之日起三个月后施行。', '2023-08-10', undefined],
  ])('%s', (text, from, until) => {
    const { validity } = extract([text])
    expect(validity.find(({ aspect }) => aspect === 'effective')?.effectiveFrom).toBe(from)
    expect(validity.find(({ aspect }) => aspect === 'term')?.expiresOn).toBe(until)
  })

  it('an old rule ends when the new one takes effect', () => {
    const { validity } = extract(['本办法自2024年3月1日起施行，原《青桐县甲办法》（青政办发〔2019〕6号）同时废止。'])
    expect(validity.find(({ aspect }) => aspect === 'status')).toMatchObject({ status: 'repealed', effectiveFrom: '2024-03-01' })
  })

  it('作废 is a repeal', () => {
    expect(extract(['原《青桐县丑办法》（青政办发〔2021〕16号）同时作废。']).validity).toMatchObject([{ status: 'repealed', target: { docNumber: '青政办发〔2021〕16号' } }])
  })

  it('a term that is prolonged', () => {
    const { validity } = extract(['《青桐县己办法》（青政发〔2019〕2号）有效期延长至2026年12月31日。'])
    expect(validity).toMatchObject([{ status: 'in_force', expiresOn: '2026-12-31', target: { docNumber: '青政发〔2019〕2号' } }])
  })

  it('what is amended goes on', () => {
    const { validity } = extract(['决定对《青桐县辛办法》（青政发〔2020〕7号）作如下修改：'], '青桐县人民政府关于修改《青桐县辛办法》的决定')
    expect(validity).toMatchObject([{ status: 'in_force', certainty: 'inferred', rule: 'validity.status.amended' }])
    expect(extract(['推动对《某省甲条例》进行修订。']).validity).toEqual([])
  })

  it('lists of titles, of what is to be amended, and with a last day', () => {
    const title = '关于公布规范性文件清理结果的通知'
    const list = { path: ['附件1 废止的规范性文件目录'] }
    expect(extract([makeBlock('《青桐县甲办法》', list), makeBlock('2．《青桐县乙规定》', list)], title).validity).toMatchObject([
      { status: 'repealed', target: { title: '青桐县甲办法' } },
      { status: 'repealed', target: { title: '青桐县乙规定' } },
    ])
    const amended = makeRow({ 序号: '1', 文件名称: '青桐县丙办法', 文号: '青政发〔2020〕1号' }, { path: ['附件3 拟修改的规范性文件目录'] })
    expect(extract([amended], title).validity).toMatchObject([{ status: 'in_force' }])
    const kept = makeRow({ 序号: '1', 文件名称: '青桐县丁办法', 文号: '青政发〔2020〕2号', 有效期至: '2027年6月30日' }, { path: ['附件2 继续有效的规范性文件目录'] })
    expect(extract([kept], title).validity).toMatchObject([{ status: 'in_force', expiresOn: '2027-06-30' }])
  })
})

describe('the number of a row', () => {
  const list = { path: ['附件1 继续有效的规范性文件目录'] }
  const document = makeDocument('关于规范性文件清理结果的通知')
  const number = (values: Record<string, string>): (string | undefined)[] =>
    extract([makeRow(values, list)], document).validity.map(({ target }) => target?.docNumber)

  it('is that of its own cell, not the one that a title names', () => {
    const title = '青桐县人民政府办公室《关于修改青政办发〔2023〕2号文件 相关内容的决定》'
    expect(number({ 序号: '49', 文件名称: title, 文号: '青政办发〔2023〕19号', 登记号: 'QTDR-2023-01009' })).toEqual(['青政办发〔2023〕19号'])
    expect(number({ 序号: '49', 文件名称: title, 登记号: 'QTDR-2023-01009' })).toEqual([undefined])
    expect(number({ 序号: '5', 文件名称: '关于甲工作的通知（青政发〔2022〕3号）', 登记号: 'QTDR-2022-00003' })).toEqual(['青政发〔2022〕3号'])
  })
})
