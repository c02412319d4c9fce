import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../servers/command.ts'

/** A disk of a few megabytes. Only root may have one. */
export interface SmallDisk extends AsyncDisposable {
  /** A folder on it that is not there yet. */
  readonly folder: string
  /** Takes all the space that is left. */
  fill(): Promise<void>
  /** Gives it back. */
  free(): Promise<void>
}

/** Why a test can't have a small disk here; false: it can. */
export async function noSmallDisk(): Promise<string | false> {
  if (process.getuid?.() !== 0) return 'only root may mount a small disk'
  try {
    const disk = await mountSmallDisk()
    await disk[Symbol.asyncDispose]()
    return false
  } catch (error) {
    return `a small disk can't be mounted here: ${String(error)}`
  }
}

/** Mounts one of 16 MB, in memory. */
export async function mountSmallDisk(): Promise<SmallDisk> {
  const mount = await mkdtemp(join(tmpdir(), 'stepwell-disk-'))
  const filler = join(mount, 'filler')
  try {
    await runCommand('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', mount])
  } catch (error) {
    await rm(mount, { recursive: true })
    throw error
  }
  return {
    folder: join(mount, 'data'),
    async fill() {
      const file = await open(filler, 'w')
      const page = Buffer.alloc(4096)
      try {
        for (;;) await file.write(page)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        await file.close()
      }
    },
    free: () => rm(filler, { force: true }),
    async [Symbol.asyncDispose]() {
      await runCommand('umount', [mount])
      await rm(mount, { recursive: true })
    },
  }
}
