/** src/client/ as the build makes it, in a folder of its own: tests run from source and must not rely on dist/. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { temporaryFolder } from './data-folder.ts'

const ROOT = path.join(import.meta.dirname, '../..')

/** Folder of the compiled files; compiled once a test file. */
export function compiledClient(): string {
  folder ??= compile()
  return folder
}
let folder: string | undefined

function compile(): string {
  const out = temporaryFolder()
  // types are checked elsewhere
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--declaration', 'false', '--sourceMap', 'false', '--outDir', out], { cwd: ROOT })
  return path.join(out, 'src/client')
}
