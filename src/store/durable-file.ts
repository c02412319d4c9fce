import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Waits until a file is on the disk. */
export function syncToDisk(path: string): void {
  sync(path, 'r+')
}

/** Waits until the names in a folder are on the disk; Windows opens no folder, and keeps names without. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') sync(path, 'r')
}

function sync(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
