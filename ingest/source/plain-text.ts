/**
 * Reader of plain text: .txt in UTF-8 or GB18030. Also the ground of the other text readers (decodeSource).
 * In: bytes. Out: SourceText, or a SourceError that names the file and the reason.
 */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { decodeText } from './encoding.ts'
import { SourceError } from './error.ts'
import { lineStartsOf } from '../text/lines.ts'
import type { SourceText } from '../types.ts'
import type { SourceReader } from './formats.ts'

/** Files that are something else than their ending says, known by their first bytes. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['ZIP 或 Word（DOCX）', [0x50, 0x4b, 0x03, 0x04]],
  ['Word（DOC）', [0xd0, 0xcf, 0x11, 0xe0]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['GZIP', [0x1f, 0x8b, 0x08]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
]

export const plainTextReader: SourceReader = { format: 'txt', extensions: ['.txt'], read: decodeSource }

export function decodeSource(bytes: Uint8Array, path: string): SourceText {
  const file = basename(path)
  if (bytes.length === 0) throw new SourceError('empty', path, `文件是空的（0 字节）：${file}；请检查导出是否完整`)
  for (const [name, head] of SIGNATURES) {
    if (head.every((byte, index) => bytes[index] === byte)) {
      throw new SourceError('unsupported_format', path, `期望文本文件，实际内容是 ${name}：${file}；请先转换成文本`)
    }
  }
  const decoded = decodeText(bytes)
  if ('failure' in decoded) throw decodeError(decoded.failure, decoded.at, bytes, path)
  if (decoded.text.trim() === '') throw new SourceError('empty', path, `文件只有空白，没有文字：${file}；请检查导出是否完整`)
  if (/^\s{0,200}<(?:!doctype html|html[\s>])/i.test(decoded.text.slice(0, 1_000))) {
    throw new SourceError('unsupported_format', path, `期望纯文本，实际内容是 HTML：${file}；请先转换成文本`)
  }
  return {
    file,
    text: decoded.text,
    lineStarts: lineStartsOf(decoded.text),
    encoding: decoded.encoding,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function decodeError(failure: string, at: number | undefined, bytes: Uint8Array, path: string): SourceError {
  const file = basename(path)
  const place = at === undefined || at < 0 ? '' : `（第 ${lineOfByte(bytes, at)} 行，第 ${at + 1} 字节）`
  const wanted = '期望 UTF-8 或 GB18030（GBK）编码'
  if (failure === 'binary') return new SourceError('binary', path, `期望文本，实际是二进制内容${place}：${file}；请先转换成文本`)
  if (failure === 'utf-16') return new SourceError('encoding', path, `${wanted}，实际是 UTF-16：${file}；请另存为 UTF-8`)
  if (failure === 'damaged-utf-8') {
    return new SourceError('encoding', path, `${wanted}，实际是损坏的 UTF-8${place}：${file}；请重新导出`)
  }
  if (failure === 'big5-like') return new SourceError('encoding', path, `${wanted}，实际像是 Big5（繁体）编码：${file}；请另存为 UTF-8`)
  return new SourceError('encoding', path, `${wanted}，内容无法解码${place}：${file}；请另存为 UTF-8`)
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1
  for (let index = 0; index < at && index < bytes.length; index++) if (bytes[index] === 0x0a) line++
  return line
}
