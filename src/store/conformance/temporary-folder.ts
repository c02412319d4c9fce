import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Does something with an empty folder that is gone afterwards. */
export async function inTemporaryFolder<Result>(
  act: (folder: string) => Promise<Result>,
  parent = tmpdir(),
): Promise<Result> {
  const folder = await mkdtemp(join(parent, 'stepwell-store-'))
  try {
    return await act(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A folder in memory where the system has one: for tests of many writes that do not ask what the disk keeps. */
export const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
