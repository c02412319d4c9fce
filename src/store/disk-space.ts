import { statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StoreError } from './store-error.ts'

/** Left free on a disk whatever is copied there, in bytes: it may be the one that the server writes to. */
const spareBytes = 64 * 1024 * 1024

/** How many bytes this user may still write on the disk of a file. */
export function freeBytesFor(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(resolve(file)))
  return bavail * bsize
}

/** Throws a {@link StoreError} when a file of this size would fill its disk. */
export function refuseFullDisk(file: string, sizeBytes: number, freeBytes: number): void {
  const neededBytes = sizeBytes + spareBytes
  if (freeBytes >= neededBytes) return
  const [needed, free] = [Math.ceil(neededBytes / 1e6), Math.floor(freeBytes / 1e6)]
  throw new StoreError({
    'en-us': `${file} needs ${needed} MB on its disk, and ${free} MB are free there; free some space or choose another disk`,
    'zh-cn': `${file} 需要所在磁盘有 ${needed} MB 空间，目前可用 ${free} MB；请释放空间或选择其他磁盘`,
  })
}
