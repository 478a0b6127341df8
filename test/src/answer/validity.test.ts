/** Validity over a whole corpus: other files decide on a document, so it changes when files come and go. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildIndex } from '../../../index/build.ts'
import { gazettePipeline } from '../../../index/gazette-pipeline.ts'
import { openIndex } from '../../../index/open.ts'
import { Corpus } from '../../../src/answer/corpus.ts'
import { holderOf } from '../../../src/answer/holders.ts'
import { periodOver, planPeriod } from '../../../src/answer/period.ts'
import { documentRecords, dutyRecords } from '../../../src/answer/records.ts'
import { unitRecords } from '../../../src/answer/units.ts'
import { planName } from '../../../src/answer/versions.ts'
import { temporaryFolder, writeFiles } from '../../helpers/data-folder.ts'
import { hashEmbedder } from '../../helpers/hash-embedder.ts'

const OLD = `青桐县人民政府公报
2019年第2期

青桐县人民政府办公室
关于印发《青桐县停车管理办法》的通知
青政办发〔2019〕6号

各乡镇人民政府，县直各单位：
《青桐县停车管理办法》已经县人民政府同意，现印发给你们，请认真贯彻执行。
青桐县人民政府办公室
2019年4月2日

青桐县停车管理办法

第一条　为加强停车管理，根据《某省城市管理条例实施意见》（云政发〔2017〕8号），制定本办法。
第二条　县住房和城乡建设局负责公共停车场的监督管理。县公安局配合县住房和城乡建设局做好停车秩序管理。
第三条　本办法自发布之日起施行，有效期5年。

青桐县人民政府办公室
关于印发《青桐县重污染天气应急预案》的通知
青政办发〔2019〕9号

各乡镇人民政府，县直各单位：
《青桐县重污染天气应急预案》已经县人民政府同意，现印发给你们，请认真组织实施。
青桐县人民政府办公室
2019年6月3日

青桐县重污染天气应急预案

一、总则
为应对重污染天气，制定本预案。县住建局牵头，县财政局配合，做好扬尘管控工作。

青桐县人民政府
关于王小明等同志职务任免的通知
青政人〔2019〕1号

各乡镇人民政府，县直各单位：
经研究决定：
王小明同志任县住房和城乡建设局局长（试用期一年）；
李建国同志任县财政局副局长；
免去赵志强同志县住房和城乡建设局局长职务。
青桐县人民政府
2019年7月1日
`

const NEW = `青桐县人民政府公报
2021年第1期

青桐县人民政府办公室
关于印发《青桐县停车管理实施办法》的通知
青政办发〔2021〕3号

各乡镇人民政府，县直各单位：
《青桐县停车管理实施办法》已经县人民政府同意，现印发给你们，请认真贯彻执行。
青桐县人民政府办公室
2021年3月5日

青桐县停车管理实施办法

第一条　为加强停车管理，制定本办法。
第二条　本办法自2021年5月1日起施行，原《青桐县停车管理办法》（青政办发〔2019〕6号）同时废止。

青桐县人民政府办公室
关于印发《青桐县重污染天气应急预案（2021年修订版）》的通知
青政办发〔2021〕4号

各乡镇人民政府，县直各单位：
《青桐县重污染天气应急预案（2021年修订版）》已经县人民政府同意，现印发给你们，请认真组织实施。
青桐县人民政府办公室
2021年4月6日

青桐县重污染天气应急预案（2021年修订版）

一、总则
为应对重污染天气，制定本预案。

青桐县人民政府
关于张海等同志职务任免的通知
青政人〔2021〕2号

各乡镇人民政府，县直各单位：
经研究决定：
张海同志任县住建局局长；
免去王小明同志县住建局局长职务；
免去李建国同志县财政局副局长职务。
青桐县人民政府
2021年5月8日
`

const root = temporaryFolder()
const dataDir = path.join(root, 'data')
const input = path.join(root, 'input')
const opened: Corpus[] = []

async function corpusAfter(change: { add?: Record<string, string>; remove?: string[] }): Promise<Corpus> {
  if (change.add !== undefined) writeFiles(input, change.add)
  for (const file of change.remove ?? []) fs.rmSync(path.join(input, file))
  await buildIndex({ dataDir, pipeline: gazettePipeline(), embedder: hashEmbedder(), sources: change.add === undefined ? [] : [input], remove: change.remove ?? [] })
  const corpus = new Corpus(openIndex(dataDir, hashEmbedder()))
  opened.push(corpus)
  return corpus
}

const statusOf = (corpus: Corpus, number: string, asOf: string) => documentRecords(corpus, asOf, true).find(({ docNumber }) => docNumber === number)?.status

afterAll(() => opened.forEach(corpus => corpus.reader.close()))

describe('validity follows the corpus', () => {
  let before: Corpus
  let both: Corpus
  let after: Corpus
  beforeAll(async () => {
    before = await corpusAfter({ add: { 'old.txt': OLD } })
    both = await corpusAfter({ add: { 'new.txt': NEW } })
    after = await corpusAfter({ remove: ['new.txt'] })
  })

  it('a document is in force until its term is over', () => {
    expect(statusOf(before, '青政办发〔2019〕6号', '2022-01-01')).toMatchObject({ value: 'in_force' })
    expect(statusOf(before, '青政办发〔2019〕6号', '2024-06-01')).toMatchObject({ value: 'expired' })
    expect(statusOf(before, '青政办发〔2019〕9号', '2024-06-01')).toEqual({ value: 'unknown' })
  })

  it('a file that repeals a document of another file changes it from the day it takes effect', () => {
    expect(statusOf(both, '青政办发〔2019〕6号', '2021-04-01')).toMatchObject({ value: 'in_force' })
    const repealed = statusOf(both, '青政办发〔2019〕6号', '2022-01-01')
    expect(repealed).toMatchObject({ value: 'repealed', basis: { docNumber: '青政办发〔2021〕3号' } })
    expect(repealed?.basis?.quote).toContain('同时废止')
  })

  it('a revised plan supersedes the one before it', () => {
    expect(statusOf(both, '青政办发〔2019〕9号', '2022-01-01')).toMatchObject({ value: 'superseded', basis: { docNumber: '青政办发〔2021〕4号' } })
    expect(statusOf(both, '青政办发〔2019〕9号', '2020-01-01')).toEqual({ value: 'unknown' })
    expect(statusOf(both, '青政办发〔2021〕4号', '2022-01-01')?.value).not.toBe('superseded')
  })

  it('all is as before when the file is removed', () => {
    expect(documentRecords(after, '2022-01-01', true)).toEqual(documentRecords(before, '2022-01-01', true))
  })

  it('documents that are only named by number are listed, unknown and not printed', () => {
    const stub = documentRecords(both, '2022-01-01', true).find(({ docNumber }) => docNumber === '云政发〔2017〕8号')
    expect(stub).toMatchObject({ title: '某省城市管理条例实施意见', printed: false, status: { value: 'unknown' } })
    expect(stub).not.toHaveProperty('region')
    expect(documentRecords(both, '2022-01-01').some(({ printed }) => printed === false)).toBe(false)
    expect(statusOf(after, '云政发〔2017〕8号', '2022-01-01')).toEqual({ value: 'unknown' })
    expect(both.statuses.stub('云政发[2017]8 号')?.title).toBe('某省城市管理条例实施意见')
  })

  it('holders of a post as of a date', () => {
    const names = (post: string, asOf: string): string[] => holderOf(both, post, asOf).holders.map(({ person }) => person)
    expect(names('青桐县住房和城乡建设局局长', '2019-06-30')).toEqual([])
    expect(names('青桐县住房和城乡建设局局长', '2020-01-01')).toEqual(['王小明'])
    expect(names('县住建局局长', '2021-05-08')).toEqual(['张海'])
    expect(names('财政局副局长', '2020-01-01')).toEqual(['李建国'])
    expect(names('财政局副局长', '2022-01-01')).toEqual([])
    expect(names('财政局局长', '2022-01-01')).toEqual([])
    expect(names('', '2022-01-01')).toEqual([])
    expect(holderOf(both, '住建局局长', '2022-01-01', '白鹤县').history).toEqual([])
    expect(holderOf(both, '住建局局长', '2022-01-01').history.map(({ person, action }) => `${person} ${action}`)).toEqual(['赵志强 removed', '王小明 appointed', '王小明 removed', '张海 appointed'])
  })

  it('tasks and units are found under any name of the unit', () => {
    const tasks = (unit: string): string[] => dutyRecords(before, { unit }, '2022-01-01').map(({ citation }) => citation.docNumber ?? '')
    expect(new Set(tasks('住建局'))).toEqual(new Set(['青政办发〔2019〕6号', '青政办发〔2019〕9号']))
    expect(tasks('市住建局')).toEqual([])
    expect(unitRecords(before, { name: '住建局' })).toMatchObject([{ name: '县住房和城乡建设局', aliases: ['县住建局'] }])
    expect(unitRecords(before, { name: '财政' }).map(({ name }) => name)).toEqual(['县财政局'])
    expect(unitRecords(before, { region: '白鹤县' })).toEqual([])
  })
})

describe('names of plans and their periods', () => {
  it.each([
    ['青桐县人民政府办公室关于印发《青桐县甲预案（2024修订版）》的通知', '青桐县甲预案', true],
    ['青桐县甲预案（2021年修订）', '青桐县甲预案', true],
    ['青桐县甲预案（试行）', '青桐县甲预案', false],
    ['关于印发〈青桐县甲预案〉的通知', '青桐县甲预案', false],
    ['青桐县行政许可事项清单（2023年版）', '青桐县行政许可事项清单', true],
  ])('%s', (title, base, revised) => expect(planName(title)).toEqual({ base, revised }))

  it('a short name tells nothing', () => expect(planName('通知')).toBeUndefined())

  it.each([
    ['青桐县2021—2023年乙行动计划', '2021-06-01', '2021-01-01', '2023-12-31'],
    ['青桐县“十四五”乙规划（2021-2025年）', '2022-01-01', '2021-01-01', '2025-12-31'],
    ['青桐县“十三五”农业发展规划', '2016-09-01', '2016-01-01', '2020-12-31'],
    ['关于印发《2023年重点工作任务分解》的通知', '2023-02-01', '2023-01-01', '2023-12-31'],
    ['青桐县乙三年行动方案', '2020-06-01', '2020-01-01', '2022-12-31'],
    ['青桐县乙规划（2018-30年）', '2018-01-01', '2018-01-01', '2030-12-31'],
  ])('%s', (title, date, from, to) => expect(planPeriod({ title, date })).toEqual({ from, to }))

  it.each(['青桐县甲应急预案（2024修订版）', '青桐县行政许可事项清单（2022年版）', '青桐县停车管理办法', '关于加快青年人才工作的意见'])('%s has no period', title => {
    expect(planPeriod({ title, date: '2020-01-01' })).toBeUndefined()
  })

  it('is over the day after', () => {
    const plan = { title: '青桐县2021—2023年乙行动计划', date: '2021-06-01' }
    expect(periodOver(plan, '2023-12-31')).toBe(false)
    expect(periodOver(plan, '2024-01-01')).toBe(true)
  })
})
