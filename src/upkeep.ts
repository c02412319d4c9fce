/** Assembles what works on a data folder beside its server, or without one: backup, restore, doctor. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AccessError } from './access/access-error.ts'
import { addKey, onlyCurrent } from './access/key-ring.ts'
import { readKeyRingFile, replaceKeyRingFile } from './access/key-ring-file.ts'
import { fitRing } from './access/ring-fit.ts'
import { open, seal } from './access/sealing.ts'
import { examine, type Examined } from './doctor/doctor.ts'
import type { DoctorParts } from './doctor/examination.ts'
import { endLeftProcesses } from './drivers/host/left-processes.ts'
import { probes } from './operations/probes.ts'
import { lockFolder } from './store/folder-lock.ts'
import { backUp, type BackupOptions, type TakenBackup } from './store/sqlite/backup.ts'
import { restoreDatabase, type Restored, type RestoreOptions } from './store/sqlite/restore.ts'
import { resealRecords } from './store/sqlite/reseal.ts'
import type { SealedRecord } from './store/sqlite/sealed-records.ts'

/** The key ring of a data folder, which no backup holds, and whether it opens what the backup keeps sealed. */
export interface RingBeside {
  /** Where it is, or has to be. */
  readonly file: string
  readonly state: 'fits' | 'missing' | 'unusable' | 'other'
}

/** A backup of a data folder. */
export interface FolderBackup extends TakenBackup {
  readonly keyRing: RingBeside
}

/** A data folder made of a backup. */
export interface RestoredFolder extends Restored {
  readonly database: string
  readonly keyRing: RingBeside
}

/** Backs up the store of a data folder, whether a server runs or not. Throws a StoreError. */
export async function backUpFolder(
  data: string,
  file: string,
  options: BackupOptions,
): Promise<FolderBackup> {
  const folder = resolve(data)
  const taken = await backUp(folder, file, options)
  return { ...taken, keyRing: ringBeside(folder, taken.sealed) }
}

/** Makes a data folder of a backup. No server may have the folder. Throws a StoreError. */
export async function restoreFolder(
  data: string,
  file: string,
  options: RestoreOptions,
): Promise<RestoredFolder> {
  const folder = resolve(data)
  const lock = lockFolder(folder)
  try {
    // One that was stopped would go on, when it is woken, in a database that is no longer there.
    await endLeftProcesses(folder)
    const restored = restoreDatabase(folder, file, options)
    return {
      ...restored,
      database: join(folder, 'stepwell.db'),
      keyRing: ringBeside(folder, restored.sealed),
    }
  } finally {
    lock.release()
  }
}

/** A key ring with another key on top. */
export interface RotatedRing {
  readonly file: string
  /** How many secrets were sealed anew. */
  readonly secrets: number
  /** Ids of the keys that it holds now, the one that seals last. */
  readonly keys: readonly string[]
}

const nobodyKnown = { by: null, accessKey: null, address: null }

/**
 * Gives a data folder another key to seal with, seals every secret anew, and drops the keys that nothing needs any more, unless
 * they are kept for the backups of before. The audit tells of it. No server may have the folder. Stopped at any moment it is begun
 * again without loss: the ring always opens what is there. Throws a StoreError or an AccessError.
 */
export async function rotateKeyRing(
  data: string,
  { keep }: { readonly keep: boolean },
): Promise<RotatedRing> {
  const folder = resolve(data)
  const file = join(folder, 'key-ring.json')
  const lock = lockFolder(folder)
  try {
    const ring = readKeyRingFile(file)
    if (ring === null) throw new AccessError('file_unusable', `There is no ${file}; nothing was changed.`)
    // One that was stopped would go on, when it is woken, with the ring of before.
    await endLeftProcesses(folder)
    const rotated = addKey(ring, randomBytes)
    replaceKeyRingFile(file, rotated)
    const secrets = await resealRecords(
      folder,
      (id, sealed) => seal(rotated, id, open(rotated, id, sealed)),
      // Nobody has to say who it is: whoever has the folder may.
      {
        ...nobodyKnown,
        at: Date.now(),
        act: 'key_ring_rotated',
        subject: rotated.currentId,
        details: { keep },
      },
    )
    const left = keep ? rotated : onlyCurrent(rotated)
    replaceKeyRingFile(file, left)
    return { file, secrets, keys: [...left.keys.keys()] }
  } finally {
    lock.release()
  }
}

/** Looks at a data folder, its server and its instances, and gives what it finds as it goes. Changes nothing. */
export function examineFolder(
  data: string,
  told: Pick<DoctorParts, 'serverUrl' | 'tlsCertificate' | 'tlsKey' | 'now'>,
): AsyncGenerator<Examined> {
  return examine({
    folder: resolve(data),
    ...told,
    ...readPackage(),
    nodeVersion: process.versions.node,
    probes,
    clocks: {
      dcs: async (...asked) => (await import('./operations/redis/clocks.ts')).readRedisClocks(...asked),
      dms: null,
      taurusdb: null,
    },
  })
}

function readPackage(): Pick<DoctorParts, 'version' | 'leastNode'> {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version, engines } = JSON.parse(text) as {
    readonly version: string
    readonly engines: { readonly node: string }
  }
  return { version, leastNode: Number(/\d+/.exec(engines.node)![0]) }
}

function ringBeside(folder: string, sealed: readonly SealedRecord[]): RingBeside {
  const file = join(folder, 'key-ring.json')
  const fit = fitRing(file, sealed)
  if (fit.state === 'missing') return { file, state: 'missing' }
  if (fit.state !== 'read') return { file, state: 'unusable' }
  return { file, state: fit.unopened === 0 ? 'fits' : 'other' }
}
