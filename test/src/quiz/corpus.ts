/** An invented corpus of 青桐县 with facts of every kind, for tests of the quiz. */
import { Corpus } from '../../../src/answer/corpus.ts'
import { QuizSource } from '../../../src/quiz/source.ts'
import { givenGazette, memoryReader, type GivenDocument } from '../../helpers/memory-reader.ts'

const duty = (line: number, task: string, more: { lead?: string[]; supporting?: string[]; responsible?: string[]; open?: boolean; rule?: string; certainty?: 'stated' | 'inferred'; persons?: { name: string; role: string }[] }) => ({
  kind: 'duty' as const, line, task, context: '', lead: [], supporting: [], responsible: [], persons: [], rule: 'duty.bracket.lead-support', ...more,
})

export const PLAN: GivenDocument = {
  title: '关于印发《青桐县绿色发展实施方案》的通知',
  docNumber: '青政办发〔2024〕1号',
  region: '青桐县',
  lines: [
    '1. 推进绿色出行，完善慢行系统和骑行驿站。（县交通运输局牵头，县公安局配合）',
    '2. 建设一批口袋公园和城市绿道。（县住房和城乡建设局牵头）',
    '3. 开展老旧供水管网改造。（县水利局、县财政局等牵头）',
    '4. 本办法所称资金的拨付由县财政局牵头。',
    '5. 建立全县碳排放统计核算体系。（责任单位：县统计局、县发展和改革局）',
    '6. 组织职工开展健身活动。（县总工会牵头）',
    '7. 收集整理历史档案资料。（县档案馆牵头）',
    '8. 到2025年，全县森林覆盖率达到51%以上，活立木蓄积量稳步增长。',
    '9. 到2025年，城市生活垃圾回收利用率达到35%以上，分类设施基本完善。',
    '10. 到2025年，农村自来水普及率达到92%以上，管护机制基本健全。',
    '11. 到2025年，秸秆综合利用率达到86%以上，还田面积逐年扩大。',
    '12. 各乡镇于2024年10月底前完成河湖岸线排查登记，形成问题清单和整改台账并公示。',
    '13. 各乡镇于2024年6月底前完成小型水库安全鉴定，形成鉴定报告并报县水利部门备案。',
    '14. 各乡镇于2024年3月底前完成农村道路安全隐患摸底，逐村建立台账并张贴警示标志。',
    '15. 各乡镇于2024年12月底前完成全部整改任务并申请验收，资料一并归档保存备查。',
    '16. 深入开展消防隐患大排查，逐栋登记高层建筑。（县消防救援大队牵头）',
    '17. 每支巡查队伍不少于15人，不超过80人，其中熟悉水性的队员达到60人以上。',
    '18. 到2025年，全县所有学校食堂明厨亮灶覆盖率达到100%，师生满意度明显提高。',
    '19. 实行河道保洁全年不间断，各村于2025年12月底前完成河道漂浮物清理并建立台账。',
    '20. 举办年度文化旅游节庆活动，推介本地特产。（县文化旅游局牵头）',
  ],
  facts: [
    duty(0, '推进绿色出行，完善慢行系统和骑行驿站', { lead: ['县交通运输局'], supporting: ['县公安局'] }),
    duty(1, '建设一批口袋公园和城市绿道', { lead: ['县住房和城乡建设局'] }),
    duty(2, '开展老旧供水管网改造', { lead: ['县水利局', '县财政局'], open: true }),
    duty(3, '本办法所称资金的拨付', { lead: ['县财政局'] }),
    duty(4, '建立全县碳排放统计核算体系', { responsible: ['县统计局', '县发展和改革局'] }),
    duty(5, '组织职工开展健身活动', { lead: ['县总工会'] }),
    duty(19, '举办年度文化旅游节庆活动，推介本地特产', { lead: ['县文化旅游局'] }),
    duty(15, '深入开展消防隐患大排查，逐栋登记高层建筑', { lead: ['县消防救援大队'] }),
    { kind: 'amount' as const, line: 16, category: 'limit' as const, object: '熟悉水性的队员', wording: '达到60人以上', value: 60, unit: '人', bound: 'at_least' as const, rule: 'amount.prose.target' },
    { kind: 'amount' as const, line: 17, category: 'target' as const, object: '学校食堂明厨亮灶覆盖率', wording: '达到100%', value: 100, unit: '%', bound: 'exact' as const, rule: 'amount.prose.target' },
    { kind: 'deadline' as const, line: 18, task: '完成河道漂浮物清理', wording: '2025年12月底前', rule: 'deadline.day' },
    duty(6, '收集整理历史档案资料', { lead: ['县档案馆'], certainty: 'inferred' }),
    ...[['全县森林覆盖率', '51%以上', 51, 7], ['城市生活垃圾回收利用率', '35%以上', 35, 8], ['农村自来水普及率', '92%以上', 92, 9], ['秸秆综合利用率', '86%以上', 86, 10]].map(
      ([object, wording, value, line]) => ({ kind: 'amount' as const, line: Number(line), category: 'target' as const, object: String(object), wording: `达到${wording}`, value: Number(value), unit: '%', bound: 'at_least' as const, rule: 'amount.prose.target' })),
    ...[['完成河湖岸线排查登记', '2024年10月底前', 11], ['完成小型水库安全鉴定', '2024年6月底前', 12], ['完成农村道路安全隐患摸底', '2024年3月底前', 13], ['完成全部整改任务并申请验收', '2024年12月底前', 14]].map(
      ([task, wording, line]) => ({ kind: 'deadline' as const, line: Number(line), task: String(task), wording: String(wording), rule: 'deadline.day' })),
  ],
}

export const RULES: GivenDocument = {
  title: '关于印发《青桐县种粮补贴管理办法》的通知',
  docNumber: '青政办发〔2024〕3号',
  region: '青桐县',
  lines: [
    '本办法所称种粮大户，是指一个年度内粮食作物播种面积在五十亩以上的经营主体。',
    '本办法所称撂荒耕地，是指连续两个生长季没有种植作物的承包土地。',
    '本办法所称社会化服务组织，是指为农户提供代耕代种代收等作业的法人单位。',
    '本办法所称核验小组，是指由村民代表推选产生并负责丈量登记的临时班子。',
    '补贴发给拥有承包经营权的种地农民。',
    '已经转为林地的耕地，不予补贴。',
    '已经建成养殖场的耕地，不予补贴。',
    '库存低于10天的正常需求，为一般预警（Ⅳ级）。',
    '库存低于8天的正常需求，为较重预警（Ⅲ级）。',
    '库存低于6天的正常需求，为严重预警（Ⅱ级）。',
    '对伪造面积骗取资金的经营主体，取消三年申报资格。',
    '对逾期不报材料的乡镇，由县农业农村局在全县予以通报。',
    '对核验把关不严的工作人员，由县纪委监委给予相应处分。',
    '咨询电话：县农业农村局 0730-1234567。',
    '本办法自2024年6月1日起施行，有效期五年。《青桐县种粮补贴办法》（青政办发〔2019〕8号）同时废止。',
  ],
  facts: [
    ...[['种粮大户', '一个年度内粮食作物播种面积在五十亩以上的经营主体'], ['撂荒耕地', '连续两个生长季没有种植作物的承包土地'], ['社会化服务组织', '为农户提供代耕代种代收等作业的法人单位'], ['核验小组', '由村民代表推选产生并负责丈量登记的临时班子']]
      .map(([term = '', meaning = ''], line) => ({ kind: 'definition' as const, line, term, meaning })),
    { kind: 'condition', line: 4, subject: '种粮补贴', polarity: 'includes', text: '拥有承包经营权的种地农民', rule: 'condition.audience' },
    { kind: 'condition', line: 5, subject: '种粮补贴', polarity: 'excludes', text: '已经转为林地的耕地', rule: 'condition.list.exclusion', among: 'any' },
    { kind: 'condition', line: 6, subject: '种粮补贴', polarity: 'excludes', text: '已经建成养殖场的耕地', rule: 'condition.list.exclusion', among: 'any' },
    ...[['Ⅳ级', '10天'], ['Ⅲ级', '8天'], ['Ⅱ级', '6天']].map(([level = '', days = ''], at) => ({ kind: 'trigger' as const, line: 7 + at, of: 'warning' as const, level, subject: '粮食', condition: `库存低于${days}的正常需求` })),
    { kind: 'penalty', line: 10, conduct: '对伪造面积骗取资金的经营主体', penalty: '取消三年申报资格' },
    { kind: 'penalty', line: 11, conduct: '对逾期不报材料的乡镇', penalty: '在全县予以通报', authority: '县农业农村局' },
    { kind: 'penalty', line: 12, conduct: '对核验把关不严的工作人员', penalty: '给予相应处分', authority: '县纪委监委' },
    { kind: 'contact', line: 13, unit: '县农业农村局', purpose: '咨询', phones: ['0730-1234567'] },
    { kind: 'validity', line: 14, aspect: 'effective', effectiveFrom: '2024-06-01', wording: '自2024年6月1日起施行', rule: 'validity.effective.date' },
    { kind: 'validity', line: 14, aspect: 'term', wording: '五年', effectiveFrom: '2024-06-01', expiresOn: '2029-05-31', rule: 'validity.term.years' },
    { kind: 'validity', line: 14, aspect: 'status', status: 'repealed', wording: '《青桐县种粮补贴办法》（青政办发〔2019〕8号）同时废止', target: { docNumber: '青政办发〔2019〕8号', title: '青桐县种粮补贴办法' }, rule: 'validity.status.clause' },
  ],
}

export const POSTS: GivenDocument = {
  title: '关于赵一等同志职务任免的通知',
  docNumber: '青政人〔2024〕2号',
  region: '青桐县',
  lines: ['赵明同志任县民政局副局长；', '钱亮同志任县水利局副局长；', '孙华同志任县林业局副局长，免去其县林业局总工程师职务；', '李强同志任县统计局副局长；', '周平同志任县民政局副局长。'],
  facts: [
    { kind: 'appointment', line: 0, person: '赵明', action: 'appointed', post: '县民政局副局长' },
    { kind: 'appointment', line: 1, person: '钱亮', action: 'appointed', post: '县水利局副局长' },
    { kind: 'appointment', line: 2, person: '孙华', action: 'appointed', post: '县林业局副局长' },
    { kind: 'appointment', line: 2, person: '孙华', action: 'removed', post: '县林业局总工程师' },
    { kind: 'appointment', line: 3, person: '李强', action: 'appointed', post: '县统计局副局长' },
    { kind: 'appointment', line: 4, person: '周平', action: 'appointed', post: '县民政局副局长' },
  ],
}

export const AS_OF = '2024-12-01'

export function testCorpus(): Corpus {
  return new Corpus(memoryReader([givenGazette('qingtong.txt', [PLAN, RULES, POSTS])]))
}

export const testSource = (): QuizSource => new QuizSource(testCorpus())
