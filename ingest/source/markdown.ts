/**
 * Reader of Markdown: .md and .markdown. The marks stay in the source text; later stages know and skip them, so that
 * line numbers and quotes refer to the file as it is.
 */
import { decodeSource } from './plain-text.ts'
import type { SourceReader } from './formats.ts'

export const markdownReader: SourceReader = { format: 'md', extensions: ['.md'], read: decodeSource }
