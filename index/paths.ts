/**
 * Where the package stands on disk, the same from source (index/paths.ts) and from the build (dist/index/paths.js).
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { IndexError } from './errors.ts'

const MAX_LEVELS_UP = 6

/** Folder that holds package.json; throws `model_missing` when the program was moved out of its package. */
export function packageRoot(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  let folder = from
  for (let level = 0; level < MAX_LEVELS_UP; level++) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder
    folder = path.dirname(folder)
  }
  throw new IndexError('model_missing', `expected package.json above ${from}, found none`, 'run the program from its own package')
}

/** Folder of the models shipped with the package. */
export const modelsFolder = (): string => path.join(packageRoot(), 'models')

/** A model is given as a folder, or as the name of a folder in models/. */
export function modelFolder(nameOrPath: string): string {
  const inPackage = path.join(modelsFolder(), nameOrPath)
  return !path.isAbsolute(nameOrPath) && fs.existsSync(inPackage) ? inPackage : path.resolve(nameOrPath)
}

/** The model used when nothing else is configured. */
export const DEFAULT_MODEL = 'gongbao-embed-small'
