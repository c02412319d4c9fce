import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createCredentialsFile } from '../access/credentials-file.ts'
import { createKeyRing, type KeyRing } from '../access/key-ring.ts'
import { createKeyRingFile, readKeyRingFile } from '../access/key-ring-file.ts'
import { newAccountId } from '../access/keys.ts'
import { countUnopened } from '../access/ring-fit.ts'
import type { Store } from '../core/store.ts'
import { fill, type Language } from '../core/words.ts'
import type { AccessKeys } from '../http/access-keys.ts'
import { sealedRecordsOf } from '../store/sqlite/sealed-records.ts'
import { serverWords } from '../words/server.ts'
import { StartError } from './start-error.ts'

/** The administrator's key, with what is shown of it only once. */
export type CreatedKey = Awaited<ReturnType<AccessKeys['create']>>

/** The key ring of a data folder; made at the first start. Throws a {@link StartError} where it is missing. */
export function openKeyRing(file: string, folder: string, language: Language): KeyRing {
  const kept = readKeyRingFile(file)
  if (kept !== null) return kept
  // Another ring opens nothing that is sealed there, and would stand where the right one has to be restored.
  if (existsSync(join(folder, 'stepwell.db')))
    throw new StartError(fill(serverWords.keyRingMissing[language], { file }))
  const ring = createKeyRing(randomBytes)
  createKeyRingFile(file, ring)
  return ring
}

/** A ring that opens nothing is another folder's: what it sealed from now on could not be opened with the right one. */
export async function refuseOtherRing(
  ring: KeyRing,
  file: string,
  folder: string,
  language: Language,
): Promise<void> {
  const sealed = await sealedRecordsOf(folder)
  if (sealed.length > 0 && countUnopened(ring, sealed) === sealed.length)
    throw new StartError(fill(serverWords.keyRingOther[language], { file }))
}

/** Makes an administrator's key, at the first start or when its file was moved away: of the project that is there. */
export async function createFirstKey(file: string, keys: AccessKeys, store: Store): Promise<CreatedKey> {
  const [instance] = await store.listInstances({})
  const [task] = await store.list({ limit: 1 })
  const first = (await store.listAccounts()).find(({ kind }) => kind === 'project')
  const known = instance?.project ?? task?.project ?? first?.id ?? newAccountId(randomBytes)
  const created = await keys.create({ project: known, administrator: true })
  const { accessKey, secretKey, token, project } = created
  createCredentialsFile(file, { url: null, accessKey, secretKey, token, project })
  return created
}
