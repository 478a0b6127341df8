/**
 * Durable file operations: what is said to be written survives a kill and a power loss.
 *
 *   write to NAME.tmp → fsync file → rename → fsync folder
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { IndexError, reasonOf } from './errors.ts'

const READ_CHUNK_BYTES = 1 << 20

/** Flushes one file (or folder) to the device. Folders cannot be flushed on every platform: that is not an error. */
export function flush(target: string): void {
  const isFolder = fs.statSync(target).isDirectory()
  let handle: number | undefined
  try {
    handle = fs.openSync(target, isFolder ? 'r' : 'r+')
    fs.fsyncSync(handle)
  } catch (error) {
    if (!isFolder) throw error
  } finally {
    if (handle !== undefined) fs.closeSync(handle)
  }
}

/** Writes a whole file so that readers see the old content or the new one. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.tmp`
  const handle = fs.openSync(temporary, 'w')
  try {
    fs.writeFileSync(handle, content)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  fs.renameSync(temporary, file)
  flush(path.dirname(file))
}

/** SHA-256 (hex) of a file, read in pieces; `index_io` names the file that could not be read. */
export function sha256OfFile(file: string): string {
  let handle: number | undefined
  try {
    handle = fs.openSync(file, 'r')
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(READ_CHUNK_BYTES)
    for (;;) {
      const bytes = fs.readSync(handle, buffer, 0, buffer.length, null)
      if (bytes === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytes))
    }
  } catch (error) {
    throw new IndexError('index_io', `could not read ${file}: ${reasonOf(error)}`, 'check the file and its permissions', error)
  } finally {
    if (handle !== undefined) fs.closeSync(handle)
  }
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Removes a file or folder; a leftover is not worth an error. */
export function removeQuietly(target: string): void {
  try {
    fs.rmSync(target, { recursive: true, force: true })
  } catch {
    // cleaned up by the next ingest
  }
}
