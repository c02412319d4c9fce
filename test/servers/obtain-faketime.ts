import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackDebianPackage } from './debian-packages.ts'
import { cacheFolders, isOwned, isWritable, systemName } from './package-cache.ts'

const library = 'libfaketimeMT.so.1'

/** Path of a library that moves the clock of a process: Debian's or Ubuntu's, fetched without root. Rejects where there is none. */
export async function obtainFaketime(): Promise<string> {
  const name = `faketime-${await systemName()}-${process.arch}`
  for (const folder of cacheFolders()) {
    const found = await libraryIn(join(folder, name))
    if (found !== null) return found
  }
  for (const folder of cacheFolders()) {
    if (!(await isWritable(folder))) continue
    const work = await mkdtemp(join(folder, 'fetching-'))
    try {
      await unpackDebianPackage('libfaketime', join(work, 'root'))
      // Another process may publish at the same moment. The first one wins; both copies are the same.
      await rename(join(work, 'root'), join(folder, name)).catch(() => {})
    } finally {
      await rm(work, { recursive: true, force: true })
    }
    const found = await libraryIn(join(folder, name))
    if (found !== null) return found
  }
  throw new Error(`no ${library} can be fetched`)
}

async function libraryIn(root: string): Promise<string | null> {
  if (!(await isOwned(root))) return null
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const found = entries.find(entry => entry.name === library)
  return found === undefined ? null : join(found.parentPath, found.name)
}
