/**
 * Reads one source file. In: a path. Out: SourceText, or a SourceError with the file's name and the reason.
 * Never blocks on a FIFO and never reads a device, whatever the path was when the folder was walked.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { SourceError } from './error.ts'
import { expectedFormats, formatName, readerFor } from './formats.ts'
import type { SourceText } from '../types.ts'

/** Larger files are refused: a gazette is far below 1 MB, the largest that is worth reading about 50 MB. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024

/** Throws SourceError. The file is read as it is at the moment of the call. */
export function readSource(path: string): SourceText {
  const reader = readerFor(path)
  const file = basename(path)
  if (reader === undefined) {
    throw new SourceError('unsupported_format', path, `期望 ${expectedFormats()}，实际是${spaced(formatName(path))}：${file}；请先转换成文本`)
  }
  return reader.read(readBytes(path, file), path)
}

function spaced(name: string): string {
  return /^[A-Za-z.0-9]/.test(name) ? ` ${name}` : name
}

function readBytes(path: string, file: string): Uint8Array {
  let descriptor: number
  try {
    // O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw failure(error, path, file)
  }
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw new SourceError('not_a_file', path, `期望普通文件，实际是${stat.isDirectory() ? '文件夹' : '管道或设备'}：${file}`)
    if (stat.size > MAX_SOURCE_BYTES) {
      throw new SourceError('too_large', path, `期望至多 ${MAX_SOURCE_BYTES} 字节，实际 ${stat.size} 字节：${file}；请拆成几个文件`)
    }
    const bytes = Buffer.alloc(stat.size)
    let length = 0
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, length)
      if (read === 0) break
      length += read
    }
    return bytes.subarray(0, length)
  } catch (error) {
    throw error instanceof SourceError ? error : failure(error, path, file)
  } finally {
    closeSync(descriptor)
  }
}

function failure(error: unknown, path: string, file: string): SourceError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT') return new SourceError('missing', path, `找不到文件：${path}；请检查路径`)
  const reason = code === 'EACCES' || code === 'EPERM' ? '没有读取权限' : code === 'EMFILE' || code === 'ENFILE' ? '打开的文件太多' : code
  return new SourceError('unreadable', path, `读取失败（${reason}）：${file}`)
}
