/** Every rule of the cutter on invented lines of the forms that real gazettes print. */
import { describe, expect, test } from 'vitest'
import { brief, cut, notice, sourceOf, tilingFaults } from './fixture.ts'

const body = ['各乡镇人民政府、县直各单位：', '', '经县人民政府同意，现将有关事项通知如下，请认真贯彻执行。', '', '青桐县人民政府', '', '2024年3月1日', '']

describe('numbers and titles', () => {
  test.each([
    ['青政发〔2024〕5号', '青政发〔2024〕5号'],
    ['(青政发[2024] 5 号)', '青政发〔2024〕5号'],
    ['（青政办函【2024】12 号）', '青政办函〔2024〕12号'],
    ['【青政规〔2024〕1号】', '青政规〔2024〕1号'],
    ['青政办规（2024）3号', '青政办规〔2024〕3号'],
    ['府办发〔2024〕7号', '府办发〔2024〕7号'],
    ['和政字〔2024〕2号', '和政字〔2024〕2号'],
    ['青党政联发〔2024〕1号', '青党政联发〔2024〕1号'],
    ['青经开管发〔２０２４〕６号', '青经开管发〔2024〕6号'],
  ])('%s before and after the title', (printed, canonical) => {
    const before = cut([printed, '', '青桐县人民政府', '关于做好春耕工作的通知', '', ...body])
    expect(before.documents.map(brief)).toEqual([{ lines: [1, 12], number: canonical, title: '关于做好春耕工作的通知', date: '2024-03-01' }])
    const after = cut(['青桐县人民政府', '关于做好春耕工作的通知', printed, '', ...body])
    expect(after.documents.map(brief)).toEqual([{ lines: [1, 11], number: canonical, title: '关于做好春耕工作的通知', date: '2024-03-01' }])
    const glued = cut([`青桐县人民政府 关于做好春耕 工作的通知 ${printed}`, '', ...body])
    expect(glued.documents.map(brief)).toEqual([{ lines: [1, 9], number: canonical, title: '关于做好春耕工作的通知', date: '2024-03-01' }])
    expect(glued.documents[0]?.issuer).toBe('青桐县人民政府')
  })

  test('a number broken after its year is one number', () => {
    const { documents } = cut(['（青政办发〔2024〕', '13号）', '青桐县人民政府办公室', '关于做好春耕工作的通知', ...body])
    expect(documents[0]).toMatchObject({ docNumber: '青政办发〔2024〕13号', lines: [1, 11], titleLines: [1, 4], bodyFrom: 5 })
  })

  test('a title broken over five lines, bold, with inner blanks', () => {
    const { documents } = cut([
      '青政办发〔2024〕9号', '', '**青桐县人民政府办公室', '关于印发《青桐县生活必需品供应', '突发事件应急预案》《青桐县成品油', '供应中断应急预案》《青桐县粮食', '应急预案》的', '通 知**', '', ...body,
    ])
    expect(documents[0]).toMatchObject({
      title: '关于印发《青桐县生活必需品供应突发事件应急预案》《青桐县成品油供应中断应急预案》《青桐县粮食应急预案》的通知',
      issuer: '青桐县人民政府办公室',
      titleLines: [1, 8],
      bodyFrom: 10,
      kind: '通知',
    })
  })

  test('Markdown heading with issuer, title and number in one line', () => {
    const { documents } = cut(['# 青桐县人民政府办公室关于印发 《青桐县打好三仗总体方案》的通知 (青政办发〔2024〕3号)', '', ...body, '## 青桐县打好三仗总体方案', '', '### 一、指导思想', '坚持稳中求进。'])
    expect(documents).toHaveLength(1)
    expect(documents[0]).toMatchObject({ title: '关于印发《青桐县打好三仗总体方案》的通知', docNumber: '青政办发〔2024〕3号', lines: [1, 14] })
  })

  test('number and title in one line, number first', () => {
    const { documents } = cut(['青政办发〔2024〕3号 青桐县人民政府办公室关于做好防汛工作的通知', ...body])
    expect(documents[0]).toMatchObject({ title: '关于做好防汛工作的通知', docNumber: '青政办发〔2024〕3号', issuer: '青桐县人民政府办公室' })
  })

  test('registration number above, 文号 below', () => {
    const { documents } = cut(['QTDR-2024-00003', '', '青桐县人民政府 关于公布清理结果的决定', '', '青政发〔2024〕10号', '', ...body])
    expect(documents[0]).toMatchObject({ registrationNumber: 'QTDR-2024-00003', docNumber: '青政发〔2024〕10号', kind: '决定', lines: [1, 13] })
  })

  test('both numbers in one bracket', () => {
    const { documents } = cut(['青桐县人民政府办公室', '关于公布目录的通知', '（QTDR—2024—01001 青政办发〔2024〕4 号）', ...body])
    expect(documents[0]).toMatchObject({ registrationNumber: 'QTDR—2024—01001', docNumber: '青政办发〔2024〕4号', printedDocNumber: '青政办发〔2024〕4 号' })
  })

  test('issuer above the number, title below it', () => {
    const text = [...notice({ number: '青政办发〔2024〕1号' }), '青桐县人民政府办公室文件', '青政办发〔2024〕2号', '', '关于做好秋收工作的通知', ...body]
    expect(cut(text).documents.map(brief).at(-1)).toMatchObject({ lines: [16, 26], number: '青政办发〔2024〕2号', title: '关于做好秋收工作的通知' })
  })

  test('a title that cites a number keeps it', () => {
    const { documents } = cut(['青政办发〔2024〕3号', '青桐县人民政府办公室', '关于修改青政办发〔2022〕7号文件的决定', ...body])
    expect(documents[0]).toMatchObject({ docNumber: '青政办发〔2024〕3号', title: '关于修改青政办发〔2022〕7号文件的决定' })
  })
})

describe('orders, announcements, minutes', () => {
  test('an order has the title 令 and its own number', () => {
    const { documents } = cut([
      ...notice({ number: '青政发〔2024〕1号' }),
      '青桐县人民政府令', '', '（QTDR—2024—00002 [2024] 第 1 号）', '', '为有效预防森林火灾，根据《森林防火条例》第二十八条的规定，特发布以下命令：', '', '一、禁火期：2024年10月1日至2025年4月30日。', '', '县长', '', '2024年9月23日',
    ])
    expect(documents[1]).toMatchObject({
      docNumber: '〔2024〕第1号', printedDocNumber: '[2024] 第 1 号', registrationNumber: 'QTDR—2024—00002', title: '青桐县人民政府令', issuer: '青桐县人民政府', kind: '令', date: '2024-09-23',
    })
  })

  test.each([
    [['青桐县人民政府令', '第12号'], '第12号'],
    [['青桐县人民政府令', '（第 12 号）'], '第12号'],
    [['青桐县人民政府令第8号'], '第8号'],
    [['青桐县人民政府令', '第十二号'], '第十二号'],
  ])('%j', (head, number) => {
    const { documents } = cut([...head, '', '《青桐县犬只管理办法》已经2024年2月1日县人民政府第30次常务会议通过，现予公布，自2024年5月1日起施行。', '', '县长 张三', '2024年3月1日', '', '青桐县犬只管理办法', '', '第一章 总则', '第一条 为规范管理，制定本办法。'])
    expect(documents.map(brief)).toEqual([{ lines: [1, head.length + 10], number, title: '青桐县人民政府令', date: '2024-03-01' }])
  })

  test('an announcement with number and subtitle', () => {
    const { documents } = cut(['青桐县人民政府公告', '2024年第3号', '关于禁止燃放烟花爆竹的公告', '', '为维护公共安全，现公告如下：', '一、全域禁止燃放。', '', '青桐县人民政府', '二〇二四年三月十二日'])
    expect(documents.map(brief)).toEqual([{ lines: [1, 9], number: '2024年第3号', title: '关于禁止燃放烟花爆竹的公告', date: '2024-03-12' }])
  })

  test('minutes without title take the name of the meeting', () => {
    const { documents } = cut([
      '第13次', '', '青桐县人民政府办公室', '', '2024年1月19日', '', '2023年12月30日，县长张三在三楼会议室主持召开青桐县第13届人民政府第13次常务会议，学习有关文件。纪要如下：', '', '一、传达学习', '出席：张三', '',
      '〔2024〕第1次', '', '青桐县人民政府办公室', '2024年3月17日', '', '2024年2月28日，县长张三主持召开2024年第1次县长办公会议，研究有关工作。现将会议精神纪要如下：', '一、研究粮食生产', '会议同意。', '记录：李四',
    ])
    expect(documents.map(brief)).toEqual([
      { lines: [1, 10], number: undefined, title: '青桐县第13届人民政府第13次常务会议纪要', date: '2024-01-19' },
      { lines: [12, 20], number: undefined, title: '2024年第1次县长办公会议纪要', date: '2024-03-17' },
    ])
    expect(documents.map(document => [document.kind, document.bodyFrom])).toEqual([['纪要', 7], ['纪要', 17]])
  })

  test('minutes with a printed title', () => {
    const { documents } = cut(['青桐县人民政府常务会议纪要', '〔2024〕第5次', '', '2024年5月6日，县长张三主持召开县政府第5次常务会议，现纪要如下：', '一、会议听取了汇报。'])
    expect(documents.map(brief)).toEqual([{ lines: [1, 5], number: undefined, title: '青桐县人民政府常务会议纪要', date: '2024-05-06' }])
  })

  test('the day of printing dates minutes, below the title or at the foot; a signed notice keeps its own day', () => {
    const text = ['2024年5月6日，县长张三主持召开县政府第5次常务会议，现纪要如下：', '一、会议听取了汇报。']
    const dates = (lines: string[]): (string | undefined)[] => cut(lines).documents.map(document => document.date)
    expect(dates(['青桐县人民政府', '第5次常务会议纪要', '（2024年5月9日印发）', '', ...text])).toEqual(['2024-05-09'])
    expect(dates(['青桐县人民政府', '第5次常务会议纪要', '', ...text, '', '分送：县委办公室', '青桐县人民政府办公室　2024年5月10日印发'])).toEqual(['2024-05-10'])
    expect(dates([...notice({ title: '关于做好防汛工作的通知' }), '', '青桐县人民政府办公室　2024年12月10日印发'])).toEqual(cut(notice({ title: '关于做好防汛工作的通知' })).documents.map(document => document.date))
  })

  test('a printed head above the number belongs to the minutes, the undated signature before to its own document', () => {
    const appointed = ['青桐县人民政府关于张三同志任职的通知', '青政任字〔2024〕9号', '', '各乡镇人民政府：', '', '任命张三为县审计局局长。', '', '青桐县人民政府', '']
    const { documents } = cut([
      ...appointed, '青桐县人民政府', '第9次常务会议纪要', '', '2024年5月6日，县长张三主持召开县政府第9次常务会议，现纪要如下：', '一、会议听取了汇报。', '',
      '青桐县人民政府专题会议纪要', '〔2024〕14号', '城区停车有关问题专题会议纪要', '', '2024年5月8日，副县长李四主持召开专题会议，研究停车问题。会议议定：', '一、新增泊位。',
    ])
    expect(documents.map(document => document.lines)).toEqual([[1, 8], [10, 14], [16, 21]])
  })
})

describe('a zone under three names', () => {
  test('gives all documents the region of the gazette', () => {
    const masthead = ['青桐高新技术产业开发区管理委员会公报', '2025年第1期', '']
    const text = [...masthead, ...notice({ issuer: '桐江青桐高新区管委会', title: '关于做好春耕生产工作的通知' }), ...notice({ issuer: '青桐高新区管委会办公室', title: '关于开展督查的通知' }), ...notice({ issuer: '桐江青桐高新技术产业开发区管理委员会', title: '关于公布名单的通知' })]
    const { documents, gazette } = cut(text)
    expect(gazette.region).toBe('青桐高新技术产业开发区')
    expect(documents.map(document => document.region)).toEqual(Array.from({ length: 3 }, () => '青桐高新技术产业开发区'))
  })
})

describe('what gazettes print besides', () => {
  test('an explanation of a policy is a document of its own', () => {
    const review = ['《青桐县养老服务补贴办法》政策解读', '', '解读单位：青桐县民政局　解读人：张三　联系电话：0999-5550101', '', '一、为什么要出台新办法？', '', '答：原办法标准偏低。']
    expect(cut([...notice(), '', ...review]).documents.map(document => document.title)).toEqual(['关于做好春耕生产工作的通知', '《青桐县养老服务补贴办法》政策解读'])
  })

  test('a correction of the gazette is a document of its own; a heading of that name is not', () => {
    const correction = ['更　正', '', '本刊2024年第4期第22页《青桐县户外广告设置管理规定》第九条“五年”应为“三年”。特此更正。']
    const { documents } = cut([...notice(), ...correction])
    expect(documents.map(document => document.title)).toEqual(['关于做好春耕生产工作的通知', '更正'])
    expect(cut([...notice({ body: ['为规范管理，现通知如下：', '勘误', '各单位要认真核对资料，及时报送。'] })]).documents).toHaveLength(1)
  })

  test('an order with a title of its own begins with the issuer', () => {
    const { documents } = cut([...notice(), '', '青桐县人民政府令', '第5号', '', '青桐县人民政府2024年森林防火令', '', '为切实预防和扑救森林火灾，发布命令如下：', '一、全年为森林防火期。', '', '县长 张三', '2024年2月28日'])
    expect(documents[1]).toMatchObject({ docNumber: '第5号', title: '青桐县人民政府2024年森林防火令', issuer: '青桐县人民政府', kind: '令', date: '2024-02-28' })
  })

  test('a registration number with letters in its last part', () => {
    const { documents } = cut([...notice(), '', '登记号：QT—2024—ZF01', '', ...notice({ title: '关于做好防汛工作的通知' })])
    expect(documents[1]).toMatchObject({ registrationNumber: 'QT—2024—ZF01', title: '关于做好防汛工作的通知' })
  })

  test('an imprint of one line, or in brackets, belongs to no document', () => {
    for (const imprint of [['编辑：张三　　电话：5558021　　印数：450 册'], ['（责任编辑：张三　校对：李四）', '印数：600册']]) {
      const text = [...notice(), '', ...imprint]
      const { documents, furniture } = cut(text)
      expect(documents[0]?.lines[1]).toBeLessThan(text.length - imprint.length + 1)
      expect(furniture.at(-1)).toEqual({ lines: [text.length - imprint.length + 1, text.length], kind: 'imprint' })
    }
    const contact = cut([...notice(), '', '联系人：张三，电话：5558021'])
    expect(contact.furniture.filter(part => part.kind === 'imprint')).toEqual([])
  })

  test('running heads that shorten the name of the gazette, in either order', () => {
    const body = ['为做好工作，各单位要压实责', '', '青桐高新区公报　2025年第1期', '', '- 3 -', '', '任，抓好落实。', '2025 年第 1 期　　青桐高新区管委会公报', '特此通知。']
    const { furniture } = cut(['青桐高新技术产业开发区管理委员会公报', '2025年第1期', '', ...notice({ body })])
    expect(furniture.filter(part => part.kind === 'running_head')).toHaveLength(2)
  })

  test('contents that leave out who met', () => {
    const { toc } = cut(['目录', '县政府文件', '关于做好春耕生产工作的通知（青政办发〔2024〕3号）……1', '第4次主任办公会议纪要……3', '', ...notice({ number: '青政办发〔2024〕3号' }), '', '青桐高新区管委会第4次主任办公会议纪要', '', '2024年3月12日下午，管委会主任张三主持召开2024年第4次主任办公会议。现纪要如下：', '一、会议听取了汇报。'])
    expect(toc).toMatchObject({ matched: 2, missingInBody: [], missingInToc: [] })
  })
})

describe('documents without number', () => {
  test('notices of departments follow each other', () => {
    const text = [...notice({ issuer: '青桐县财政局', title: '关于开展财会监督检查的通知' }), ...notice({ issuer: '青桐县公安局 青桐县交通运输局', title: '关于城区道路限行的通告', body: ['为保障道路畅通，现通告如下：', '一、货车限行。'] })]
    const { documents } = cut(text)
    expect(documents.map(document => [document.lines, document.issuer, document.kind])).toEqual([
      [[1, 12], '青桐县财政局', '通知'],
      [[14, 24], '青桐县公安局 青桐县交通运输局', '通告'],
    ])
  })

  test('appointments without number', () => {
    const text = [...notice({ number: '青政发〔2024〕1号' }), '人事任免', '', '青桐县人民政府 关于张三等同志职务任免的通知', '', '各乡镇人民政府：', '', '县人民政府决定：', '张三同志任县财政局局长；', '免去李四同志县财政局局长职务。', '', '青桐县人民政府', '2024年2月2日']
    const { documents, furniture } = cut(text)
    expect(documents.map(brief)).toEqual([
      { lines: [1, 14], number: '青政发〔2024〕1号', title: '关于做好春耕生产工作的通知', date: '2024-03-01' },
      { lines: [18, 27], number: undefined, title: '关于张三等同志职务任免的通知', date: '2024-02-02' },
    ])
    expect(furniture).toContainEqual({ lines: [16, 16], kind: 'running_head' })
  })

  test('interpretation of a policy and chronicle of events', () => {
    const text = [...notice({ number: '青政发〔2024〕1号' }), '《青桐县春耕生产补贴办法》政策解读', '', '为便于理解，现将有关内容解读如下。', '一、制定背景', '粮食安全十分重要。', '', '青桐县人民政府2024年第一季度大事记', '', '1月3日，县长张三调研春耕生产工作。', '1月5日，县政府召开常务会议。']
    expect(cut(text).documents.map(document => [document.lines, document.title, document.kind])).toEqual([
      [[1, 14], '关于做好春耕生产工作的通知', '通知'],
      [[16, 20], '《青桐县春耕生产补贴办法》政策解读', '解读'],
      [[22, 25], '青桐县人民政府2024年第一季度大事记', '大事记'],
    ])
  })

  test('text without any title block is one document with a doubt', () => {
    const gazette = cut(['工作简讯', '', '全县上下抓紧春耕生产，农业农村局组织技术人员下乡指导，各乡镇积极落实各项措施，取得良好成效。'])
    expect(gazette.documents).toHaveLength(1)
    expect(gazette.documents[0]).toMatchObject({ title: '工作简讯', lines: [1, 3] })
    expect(gazette.doubts.map(doubt => doubt.code)).toContain('gazette.no_title_block')
  })
})

describe('what starts no document', () => {
  const first = notice({ number: '青政发〔2024〕10号', title: '关于公布规范性文件清理结果的通知' }).slice(0, -1)

  test('numbers in running text, also when a page break leaves them alone', () => {
    const text = [...first, '', '附件', '', '根据《青桐县人民政府关于加强水利工作的通知》（青政发〔2019〕3号）', '', '青政发〔2018〕4号', '', '等文件精神，结合实际，制定本方案。', '', '本方案由县水利局负责解释。原《青桐县水利管理办法》（青政办函〔2020〕11号）同时废止。']
    expect(cut(text).documents.map(document => document.lines)).toEqual([[1, text.length]])
  })

  test('tables of other documents, tab-separated and with pipes', () => {
    const text = [...first, '', '附件1', '序号\t文件名称\t文号\t登记号', '1\t青桐县人民政府关于禁止燃放的通告\t青政告〔2020〕24号\tQTDR-2020-00001', '| 2 | 青桐县人民政府关于加强管理的通知 | 青政发〔2019〕3号 |']
    expect(cut(text).documents).toHaveLength(1)
  })

  test('a list of other documents, one line each or one cell a line', () => {
    const text = [
      ...first, '', '附件1', '', '废止的规范性文件目录', '', '青桐县人民政府关于加强水利工作的通知（青政发〔2019〕3号）', '青桐县人民政府关于加强林业工作的通知（青政发〔2019〕4号）', '',
      '附件2', '', '序号', '文件名称', '文号', '1', '青桐县人民政府关于做好防汛工作的通知', '青政发〔2018〕1号', '2', '青桐县人民政府关于做好抗旱工作的通知', '青政发〔2018〕2号', '',
      '上述文件自公布之日起停止执行。',
    ]
    expect(cut(text).documents.map(document => document.lines)).toEqual([[1, text.length]])
  })

  test('the plan that a notice puts into force', () => {
    const text = [...notice({ number: '青政办发〔2024〕2号', title: '关于印发《关于加快特色农业发展的实施意见》的通知' }), '青桐县人民政府办公室', '关于加快特色农业发展的实施意见', '', '为加快发展，提出如下意见。', '一、总体要求', '坚持绿色发展。']
    expect(cut(text).documents).toHaveLength(1)
  })

  test('a document passed on by another one', () => {
    const text = [...notice({ number: '青政办发〔2024〕2号', title: '关于转发《桐江市人民政府办公室关于做好防火工作的通知》的通知' }), '桐江市人民政府办公室', '关于做好防火工作的通知', '桐政办发〔2024〕8号', '', '各县市区人民政府：', '', '经市人民政府同意，现通知如下。']
    expect(cut(text).documents).toHaveLength(1)
  })

  test('the number repeated as a running head, and a registration code left over', () => {
    const text = [...notice({ number: '青政办发〔2024〕2号' }).slice(0, -1), '', '青政办发〔2024〕2号', '', '附件', '春耕生产任务表', '种子储备任务由县农业农村局负责落实。QTDR-', '', 'QTDR-2024-01002', '', '青桐县人民政府办公室', '关于印发《青桐县防汛预案》的通知', '青政办发〔2024〕3号', ...body]
    expect(cut(text).documents.map(document => [document.lines[0], document.docNumber])).toEqual([[1, '青政办发〔2024〕2号'], [22, '青政办发〔2024〕3号']])
  })

  test('a form for a notice in an attachment', () => {
    const text = [...first, '', '附件2', '', '青桐县财政局', '关于核定补贴的函', '', '县农业农村局：', '现将核定情况函告如下。']
    expect(cut(text).documents).toHaveLength(1)
  })
})

describe('signature', () => {
  test('the signature stands before the plan; dates in the plan do not count', () => {
    const text = [...notice({ number: '青政办发〔2024〕2号' }), '青桐县春耕方案', '', '一、时间安排', '2024年5月1日', '', '全面完成。']
    expect(cut(text).documents[0]).toMatchObject({ date: '2024-03-01', signature: { issuerLine: 12, dateLine: 14 } })
  })

  test.each([
    ['青桐县人民政府办公室2024年3月1日', '2024-03-01'],
    ['2024 年 3 月 1 日', '2024-03-01'],
    ['二○二四年三月一日', '2024-03-01'],
    ['二〇二四年十二月二十一日', '2024-12-21'],
  ])('%s', (line, iso) => {
    const { documents } = cut(['青政发〔2024〕1号', '青桐县人民政府', '关于做好工作的通知', '各单位：', '现通知如下。', ...(line.startsWith('青') ? [] : ['青桐县人民政府']), line])
    expect(documents[0]?.date).toBe(iso)
  })

  test('no date printed: none is given, and a doubt says so', () => {
    const gazette = cut(['青政发〔2024〕1号', '青桐县人民政府', '关于做好工作的通知', '各单位：', '根据2024年1月5日会议精神，现通知如下。', '青桐县人民政府'])
    expect(gazette.documents[0]).not.toHaveProperty('date')
    expect(gazette.documents[0]?.signature).toEqual({ issuerLine: 6 })
    expect(gazette.doubts.map(doubt => doubt.code)).toContain('document.no_date')
  })

  test('the last line without line end counts', () => {
    const text = notice({ number: '青政发〔2024〕1号' }).slice(0, -1)
    expect(cut(text.join('\n')).documents[0]?.date).toBe('2024-03-01')
  })

  test('the line of the printing office is not the date of the document', () => {
    const text = [...notice({ number: '青政发〔2024〕1号', date: '2024年3月1日' }), '抄送：县委办公室。', '青桐县人民政府办公室 2024年3月5日印发']
    expect(cut(text).documents[0]).toMatchObject({ date: '2024-03-01', lines: [1, 17] })
  })
})

describe('front pages and furniture', () => {
  const masthead = ['青桐县人民政府', '公 报', '', '第 2 期', '', '2024', '', '（总第61期）', '9月30日出版', '', '发布政令 公开政务 指导工作 服务社会', '']
  const documents = [...notice({ number: '青政发〔2024〕1号' }), ...notice({ number: '青政办发〔2024〕2号', title: '关于印发《青桐县防汛预案》的通知' })]

  test.each([
    ['one line each, tab before the page', ['关于做好春耕生产工作的通知 (青政发〔2024〕1 号)\t(1)', '关于印发《青桐县防汛预案》的通知 (青政办发〔2024〕2 号)\t(17)']],
    ['dotted leaders', ['青桐县人民政府办公室关于做好春耕生产工作的通知', '（青政发〔2024〕1号）......3', '关于印发《青桐县防汛', '预案》的通知', '（青政办发〔2024〕2号）……(24)']],
    ['page after a tab', ['关于做好春耕生产工作的通知\t', '（青政发〔2024〕1号）\t3', '关于印发《青桐县防汛预案》的通知\t', '（青政办发〔2024〕2号）\t24']],
    ['page alone', ['关于做好春耕生产工作的通知', '青政发〔2024〕1号', '3', '关于印发《青桐县防汛预案》的通知', '青政办发〔2024〕2号', '24']],
    ['no pages', ['关于做好春耕生产工作的通知', '（青政发〔2024〕1号）', '关于印发《青桐县防汛预案》的通知', '（青政办发〔2024〕2号）']],
    ['number first', ['青政发〔2024〕1号', '关于做好春耕生产工作的通知 …… 3', '青政办发〔2024〕2号', '关于印发《青桐县防汛预案》的通知 …… 24']],
    ['headings and slogans in between', ['【县政府文件】', '关于做好春耕生产工作的通知', '发布政令', '公开政务', '（青政发〔2024〕1号）\t3', '【县政府办文件】', '关于印发《青桐县防汛预案》', '的通知', '', '（青政办发〔2024〕2号） (9)']],
    ['titles only', ['关于做好春耕生产工作的通知……3', '关于印发《青桐县防汛预案》的通知……24']],
  ])('table of contents: %s', (_, toc) => {
    const text = [...masthead, '目 录', '', ...toc, '', ...documents]
    const gazette = cut(text)
    expect(gazette.documents.map(document => document.docNumber)).toEqual(['青政发〔2024〕1号', '青政办发〔2024〕2号'])
    expect(gazette.documents[0]?.lines[0]).toBe(masthead.length + 2 + toc.length + 2)
    expect(gazette.gazette.toc.map(entry => entry.title.replace('青桐县人民政府办公室', ''))).toEqual(['关于做好春耕生产工作的通知', '关于印发《青桐县防汛预案》的通知'])
    expect(gazette.toc).toEqual({ matched: 2, missingInBody: [], missingInToc: [] })
    expect(gazette.gazette).toMatchObject({ title: '青桐县人民政府公报', region: '青桐县', year: 2024, issue: '2', serial: '61', date: '2024-09-30' })
    expect(tilingFaults(sourceOf(text), gazette)).toEqual([])
  })

  test('differences are reported', () => {
    const gazette = cut([...masthead, '目录', '关于做好春耕生产工作的通知（青政发〔2024〕1号）……3', '关于印发《青桐县抗旱预案》的通知（青政办发〔2024〕2号）……5', '关于表彰先进的决定（青政发〔2024〕7号）……9', '', ...documents, ...notice({ number: '青政办发〔2024〕3号', title: '关于做好秋收工作的通知' })])
    expect(gazette.toc.matched).toBe(2)
    expect(gazette.toc.missingInBody.map(entry => entry.docNumber)).toEqual(['青政发〔2024〕7号'])
    expect(gazette.toc.missingInToc).toEqual(['关于做好秋收工作的通知（青政办发〔2024〕3号）'])
    expect(gazette.doubts.map(doubt => doubt.code)).toEqual(expect.arrayContaining(['toc.title_differs', 'toc.missing_in_body', 'toc.missing_in_toc']))
  })

  test('an entry without number finds its title in the body', () => {
    const gazette = cut([...masthead, '目录', '关于做好春耕生产工作的通知（青政发〔2024〕1号）……3', '在全县经济工作会议上的讲话……12', '', ...notice({ number: '青政发〔2024〕1号' }), '在全县经济工作会议上的讲话', '', '县长 张三', '', '同志们，今天召开这次会议，主要任务是总结工作。', '大家要努力。'])
    expect(gazette.documents.map(document => document.title)).toEqual(['关于做好春耕生产工作的通知', '在全县经济工作会议上的讲话'])
    expect(gazette.toc.matched).toBe(2)
  })

  test('running heads, page numbers and class headings inside and between documents', () => {
    const text = [
      '青桐县人民政府公报', '2024年第3期', '目录', '【县政府文件】', '关于做好春耕生产工作的通知（青政发〔2024〕1号）……3', '【县政府办文件】', '关于做好秋收工作的通知（青政办发〔2024〕2号）……5', '',
      '县政府文件', '', ...notice({ number: '青政发〔2024〕1号' }).slice(0, -1), '— 3 —', '青桐县人民政府公报 2024年第3期', '', '附件', '任务表', '', '【县政府办文件】', '', ...notice({ number: '青政办发〔2024〕2号', title: '关于做好秋收工作的通知' }),
      '主办：青桐县人民政府办公室', '编辑：青桐县人民政府公报编辑部', '地址：青桐县城关镇人民路1号', '电话：0700-1234567',
    ]
    const gazette = cut(text)
    expect(gazette.documents.map(document => document.lines)).toEqual([[11, 29], [33, 46]])
    expect(gazette.furniture.filter(piece => piece.lines[0] > 9)).toEqual([
      { lines: [25, 25], kind: 'page_number' },
      { lines: [26, 26], kind: 'running_head' },
      { lines: [31, 31], kind: 'running_head' },
      { lines: [48, 51], kind: 'imprint' },
    ])
    expect(tilingFaults(sourceOf(text), gazette)).toEqual([])
  })

  test('a page number inside a title block', () => {
    const gazette = cut(['青政发〔2024〕1号', '', '- 12 -', '', '青桐县人民政府', '关于印发《青桐县防汛', '— 13 —', '预案》的通知', ...body])
    expect(gazette.documents).toHaveLength(1)
    expect(gazette.documents[0]).toMatchObject({ title: '关于印发《青桐县防汛预案》的通知', docNumber: '青政发〔2024〕1号' })
    expect(gazette.furniture).toEqual([{ lines: [3, 3], kind: 'page_number' }, { lines: [7, 7], kind: 'page_number' }])
  })

  test('no masthead, no contents: place by the issuers, year by the dates, no invented name', () => {
    const gazette = cut([...notice({ number: '青政发〔2024〕1号', issuer: '桐江市青桐区人民政府' }), ...notice({ number: '青政办发〔2024〕2号', issuer: '桐江市青桐区人民政府办公室', title: '关于做好秋收工作的通知' })])
    expect(gazette.gazette).toMatchObject({ region: '青桐区', year: 2024, title: '青桐区公报（未印刊名）', toc: [] })
    expect(gazette.gazette).not.toHaveProperty('issue')
    expect(gazette.doubts.map(doubt => doubt.code)).toContain('gazette.no_title')
  })

  test('stated facts win', () => {
    const gazette = cut([...masthead, ...documents], { region: '青山县', title: '青山公报', year: 2020, issue: '9' })
    expect(gazette.gazette).toMatchObject({ region: '青山县', title: '青山公报', year: 2020, issue: '9' })
  })
})
