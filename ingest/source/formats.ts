/**
 * The formats that gongbao reads, one reader each, and the names of those it refuses.
 *
 * A reader turns the bytes of one file into a SourceText (decoded, LF line ends, nothing else changed) or throws a
 * SourceError. A new format (PDF, DOCX, HTML) is a new reader in this list.
 */
import { markdownReader } from './markdown.ts'
import { plainTextReader } from './plain-text.ts'
import type { SourceText } from '../types.ts'

export interface SourceReader {
  readonly format: string
  /** lower case, with the dot */
  readonly extensions: readonly string[]
  /** `path` is for messages and the base name only; throws SourceError */
  read(bytes: Uint8Array, path: string): SourceText
}

export const SOURCE_READERS: readonly SourceReader[] = [plainTextReader, markdownReader]

const REFUSED: Record<string, string> = {
  '.pdf': 'PDF',
  '.doc': 'Word（DOC）',
  '.docx': 'Word（DOCX）',
  '.wps': 'WPS',
  '.xls': 'Excel（XLS）',
  '.xlsx': 'Excel（XLSX）',
  '.ppt': 'PowerPoint（PPT）',
  '.pptx': 'PowerPoint（PPTX）',
  '.htm': 'HTML',
  '.html': 'HTML',
  '.rtf': 'RTF',
  '.zip': 'ZIP',
  '.gz': 'GZIP',
  '.7z': '7z',
  '.rar': 'RAR',
  '.ofd': 'OFD',
  '.caj': 'CAJ',
  '.json': 'JSON',
  '.jsonl': 'JSON Lines',
  '.csv': 'CSV',
  '.xml': 'XML',
  '.jpg': 'JPEG',
  '.jpeg': 'JPEG',
  '.png': 'PNG',
  '.tif': 'TIFF',
  '.tiff': 'TIFF',
}

/** The ending of a path in lower case, with the dot; empty when there is none. */
export function extensionOf(path: string): string {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = base.lastIndexOf('.')
  return dot <= 0 ? '' : base.slice(dot).toLowerCase()
}

export function readerFor(path: string): SourceReader | undefined {
  const extension = extensionOf(path)
  return SOURCE_READERS.find(reader => reader.extensions.includes(extension))
}

/** "PDF", ".xyz 文件" or "没有扩展名的文件", for the reason of a refusal. */
export function formatName(path: string): string {
  const extension = extensionOf(path)
  return REFUSED[extension] ?? (extension === '' ? '没有扩展名的文件' : `${extension} 文件`)
}

export function expectedFormats(): string {
  return SOURCE_READERS.flatMap(reader => [...reader.extensions]).join(' 或 ')
}
