import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { obtainFaketime } from '../servers/obtain-faketime.ts'

/** The wall clock of processes that are started with its environment; how long something takes they measure as it is. */
export interface MovableClock extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>
  /** Sets it so many seconds before or after the true time. */
  move(seconds: number): Promise<void>
  /** What they take for now, in milliseconds since the epoch. */
  now(): number
}

/** Why a test can't move a clock here; false: it can. */
export async function noMovableClock(): Promise<string | false> {
  return obtainFaketime().then(
    () => false,
    (error: unknown) => `libfaketime is not to be had: ${String(error)}`,
  )
}

/** Makes a clock that shows the true time. */
export async function createMovableClock(): Promise<MovableClock> {
  const library = await obtainFaketime()
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-clock-'))
  const file = join(folder, 'offset')
  let offset = 0
  async function move(seconds: number): Promise<void> {
    // In one piece: it is read at every look at the clock.
    await writeFile(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}`)
    await rename(`${file}.new`, file)
    offset = seconds
  }
  await move(0)
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // Its name before and since version 0.9.10.
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    move,
    now: () => Date.now() + offset * 1000,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
