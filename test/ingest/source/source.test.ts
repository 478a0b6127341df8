/** Files in, decoded text or a clear refusal out. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectSources } from '../../../ingest/source/collect.ts'
import { decodeText } from '../../../ingest/source/encoding.ts'
import { SourceError } from '../../../ingest/source/error.ts'
import { MAX_SOURCE_BYTES, readSource } from '../../../ingest/source/read.ts'

const TEXT = '青桐县人民政府\n关于做好春耕生产工作的通知\n各乡镇人民政府、县直各单位：\n经县人民政府同意，现将有关事项通知如下。\n2024年3月1日'
const TRADITIONAL = '青桐縣人民政府關於做好春耕生產工作的通知，經縣人民政府同意，現將有關事項通知如下。'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongbao-source-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function refusal(path: string): SourceError {
  try {
    readSource(path)
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
  throw new Error(`${path} was read`)
}

describe('readSource', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    ['CRLF', Buffer.from(TEXT.replaceAll('\n', '\r\n')), 'utf-8'],
    ['CR', Buffer.from(TEXT.replaceAll('\n', '\r')), 'utf-8'],
    ['GB18030', iconv.encode(TEXT, 'gb18030'), 'gb18030'],
    ['GBK with CRLF', iconv.encode(TEXT.replaceAll('\n', '\r\n'), 'gbk'), 'gb18030'],
  ])('%s', (_, bytes, encoding) => {
    const source = readSource(write('a.txt', bytes))
    expect(source).toMatchObject({ file: 'a.txt', text: TEXT, encoding })
    expect(source.lineStarts).toHaveLength(5)
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('Markdown, ending in capitals, last line without line end', () => {
    expect(readSource(write('b.MD', `# ${TEXT}`)).text.endsWith('2024年3月1日')).toBe(true)
  })

  test('characters beyond GBK', () => {
    const text = `${TEXT}\n㐂𠮷龦，镇长${'王'.repeat(5)}。`
    expect(readSource(write('c.txt', iconv.encode(text, 'gb18030'))).text).toBe(text)
  })

  test.each([
    ['empty.txt', '', 'empty', /空/],
    ['blank.txt', ' \n\t\u3000\n', 'empty', /空白/],
    ['bom.txt', '\ufeff', 'empty', /空白/],
    ['nul.txt', Buffer.from('公报\0公报'), 'binary', /二进制.*第 1 行/],
    ['big5.txt', iconv.encode(TRADITIONAL, 'big5'), 'encoding', /Big5/],
    ['utf16.txt', iconv.encode(TEXT, 'utf16le', { addBOM: true }), 'encoding', /UTF-16/],
    ['damaged.txt', Buffer.concat([Buffer.from(TEXT), Buffer.from([0xe5, 0x20]), Buffer.from(TEXT)]), 'encoding', /损坏的 UTF-8.*第 5 行/],
    ['random.txt', Buffer.from([0xff, 0xff, 0x81, 0x20, 0xfe, 0x10, 0xc0]), 'encoding', /无法解码/],
    ['paper.pdf', '%PDF-1.7', 'unsupported_format', /期望 \.txt 或 \.md.*PDF.*paper\.pdf/],
    ['really.txt', '%PDF-1.7 …', 'unsupported_format', /PDF.*really\.txt/],
    ['page.txt', '<!DOCTYPE html><html></html>', 'unsupported_format', /HTML/],
    ['docx.txt', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'unsupported_format', /DOCX/],
    ['none', TEXT, 'unsupported_format', /没有扩展名/],
  ])('%s is refused by name', (name, content, code, message) => {
    const error = refusal(write(name, content))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(error.message).toContain(basename(name))
  })

  test('too large, missing, folder', () => {
    const large = write('large.txt', '')
    truncateSync(large, MAX_SOURCE_BYTES + 1)
    expect(refusal(large).code).toBe('too_large')
    expect(refusal(join(folder, 'nowhere.txt')).code).toBe('missing')
    mkdirSync(join(folder, 'folder.txt'))
    expect(refusal(join(folder, 'folder.txt')).code).toBe('not_a_file')
  })
})

describe('decodeText', () => {
  const words = fc.array(fc.constantFrom('青', '桐', '县', '人', '民', '政', '府', '，', '。', '〔', '〕', '2', 'a', '\n', '—', '“'), { minLength: 1, maxLength: 200 }).map(pieces => pieces.join(''))

  test('UTF-8 and GB18030 give the same text', () => {
    fc.assert(
      fc.property(words, text => {
        expect(decodeText(Buffer.from(text))).toEqual({ text, encoding: 'utf-8' })
        const decoded = decodeText(iconv.encode(text, 'gb18030'))
        // a few GB18030 bytes can by chance be UTF-8 too; with a line of text they never are
        if (text.length > 20 && /[青桐县人民政府]{4}/.test(text)) expect(decoded).toEqual({ text, encoding: 'gb18030' })
      }),
    )
  })

  test('any bytes are decoded or refused, never thrown', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void expect(decodeText(bytes)).toBeDefined()))
  })
})

describe('collectSources', () => {
  test('walks folders in order, skips links, pipes and hidden files, refuses other formats by name', () => {
    const root = join(folder, 'walk')
    mkdirSync(join(root, 'b', 'c'), { recursive: true })
    for (const name of ['z.txt', 'a.md', 'b/2.txt', 'b/c/1.txt', 'b/10.txt', '.hidden.txt', 'scan.pdf']) writeFileSync(join(root, name), TEXT)
    symlinkSync(join(root, 'z.txt'), join(root, 'link.txt'))
    execFileSync('mkfifo', [join(root, 'pipe.txt')])
    const { files, refused } = collectSources([root, join(root, 'z.txt'), join(folder, 'absent')])
    expect(files.map(file => file.slice(root.length + 1)).sort()).toEqual(['a.md', 'b/10.txt', 'b/2.txt', 'b/c/1.txt', 'z.txt'])
    expect(collectSources([root]).files).toEqual(files)
    expect(refused.map(item => [basename(item.path), item.code, item.skipped])).toEqual([
      ['.hidden.txt', 'not_a_file', true],
      ['link.txt', 'not_a_file', true],
      ['pipe.txt', 'not_a_file', true],
      ['scan.pdf', 'unsupported_format', false],
      ['absent', 'missing', false],
    ])
    expect(refused.find(item => item.path.endsWith('scan.pdf'))?.reason).toMatch(/PDF.*scan\.pdf/)
  })
})
