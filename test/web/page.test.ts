/** The page in a real browser over the server of the tests: asks, stops, rates, reconnects. Skipped where no Chromium is installed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chromium, openPage, type Page } from '../helpers/browser.ts'
import { compiledClient } from '../helpers/compiled-client.ts'
import { startServer } from '../helpers/server.ts'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server
let page: Page
let ends: (() => unknown)[] = []

async function open(...[settings = {}, fake = {}]: Parameters<typeof startServer>) {
  server = await startServer(settings, { clientDir: compiledClient(), ...fake })
  ends.push(server.stop)
  page = await openPage(server.url)
  ends.push(() => page.close())
}
beforeEach(() => {
  ends = []
})
afterEach(async () => {
  for (const end of ends.toReversed()) await end()
})

const state = (text: string) => page.until(`document.getElementById('state')?.textContent === '${text}'`)
const ask = (question: string) => page.evaluate(`(() => {
  document.getElementById('question').value = '${question}'
  document.getElementById('ask').requestSubmit()
})()`)
const text = (selector: string) => page.evaluate(`document.querySelector('${selector}')?.innerText`)
const turns = '#log .turn'

describe.skipIf(chromium === undefined)('the page', () => {
  it('asks, shows the answer with its source, and takes a rating', async () => {
    await open()
    await state('已连接')
    await ask('谁牵头？')
    await page.until(`document.querySelectorAll('${turns} .sources li').length === 1`)
    expect(await text(`${turns} .text`)).toBe('县住房和城乡建设局牵头1。')
    await page.evaluate(`document.querySelector('${turns} [aria-label="这个答案有用"]').click()`)
    await page.until(`document.querySelector('${turns} .tail [role=status]').textContent === '已记录，谢谢'`)
    await page.evaluate(`document.querySelector('${turns} .mark').click()`)
    await page.until(`!document.getElementById('reader').hidden && document.getElementById('reader-body').textContent.includes('改造任务')`)
    expect(page.complaints).toEqual([])
  })

  it('opens the reader for a link of an answer given elsewhere', async () => {
    await open()
    await state('已连接')
    await page.evaluate("location.hash = '#document/d_0001/7-7'")
    await page.until("document.querySelector('#reader-body .lit')?.textContent.includes('改造任务') === true")
    await page.close()
    page = await openPage(`${server.url}/#document/d_0001/6-7`)
    ends.push(() => page.close())
    await page.until("document.querySelector('#reader-body .lit')?.textContent.includes('一、工作分工') === true")
    expect(page.complaints).toEqual([])
  })

  it('stops an answer under way', async () => {
    await open({}, { delayMs: 50 })
    await state('已连接')
    await ask('慢慢地说谁牵头')
    await page.until("document.getElementById('stop').hidden === false")
    await page.evaluate("document.getElementById('stop').click()")
    await page.until(`document.querySelector('${turns} .about')?.textContent === '已停止'`)
    expect(await page.evaluate("document.getElementById('stop').hidden")).toBe(true)
    expect(page.complaints).toEqual([])
  })

  it('shows a failure and offers to ask again', async () => {
    await open()
    await state('已连接')
    await ask('错')
    await page.until(`document.querySelector('${turns} .error')?.textContent.includes('程序内部出错') === true`)
    expect(await text(`${turns} .follow button`)).toBe('重新提问')
  })

  it('keeps what was typed while the server is away, and comes back with it', async () => {
    await open()
    await state('已连接')
    await ask('谁牵头？')
    await page.until(`document.querySelectorAll('${turns} .sources li').length === 1`)
    await server.stop()
    await state('连接断开，正在重连 …')
    await ask('还在吗？')
    expect(await text('#ask-note')).toBe('还没有连上服务，连上后再提问')
    expect(await page.evaluate("document.getElementById('question').value")).toBe('还在吗？')
    const { port } = new URL(server.url)
    server = await startServer({ port }, { clientDir: compiledClient() })
    ends.splice(0, 1, server.stop)
    await state('已连接')
    expect(await text('#log .divider')).toBe('已重新连接，此前的对话不再作为上文')
    await page.evaluate("document.getElementById('ask').requestSubmit()")
    await page.until(`document.querySelectorAll('${turns} .sources li').length === 2`)
    expect(page.complaints).toEqual([])
  })

  it('asks for the token where one is needed', async () => {
    await open({ tokens: ['a-long-enough-token-1'] })
    await page.until("document.getElementById('token-dialog')?.open === true")
    await page.evaluate(`(() => {
      document.getElementById('token').value = 'a-long-enough-token-1'
      document.getElementById('token-form').requestSubmit()
    })()`)
    await state('已连接')
    await ask('谁牵头？')
    await page.until(`document.querySelectorAll('${turns} .sources li').length === 1`)
    expect(page.complaints).toEqual([])
  })
})
