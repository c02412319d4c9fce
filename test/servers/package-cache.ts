import { access, constants, lstat, mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Beside the dependencies of this project; where that is read-only, a folder of this user's. */
export function cacheFolders(): readonly string[] {
  const project = join(import.meta.dirname, '..', '..')
  return [
    join(project, 'node_modules', '.cache', 'stepwell-servers'),
    join(tmpdir(), `stepwell-servers-${process.getuid?.() ?? 'user'}`),
  ]
}

/** Whether packages may be kept in a folder, which is made. */
export async function isWritable(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
    return await isOwned(folder)
  } catch {
    return false
  }
}

/** Programs are run from there: a folder that another ordinary user made, in a shared /tmp, is not trusted. */
export async function isOwned(path: string): Promise<boolean> {
  try {
    const { uid } = await lstat(path)
    return uid === 0 || uid === process.getuid?.()
  } catch {
    return false
  }
}

/** The system that packages are of: `debian-12`. */
export async function systemName(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(release)?.[1]
  return `${field('ID') ?? process.platform}-${field('VERSION_ID') ?? '0'}`
}
