import { createSecretKey } from 'node:crypto'
import { AccessError } from './access-error.ts'
import { sealingKeyBytes, type KeyRing } from './key-ring.ts'
import { createPrivateFile, parseJsonObject, readPrivateFile, replacePrivateFile } from './private-file.ts'

/** Writes a ring to a new file (mode 0600, durable, never over another). Throws AccessError. */
export const createKeyRingFile = (path: string, ring: KeyRing): void => createPrivateFile(path, textOf(ring))

/** Puts a ring in the place of the one in a file, whole or not at all. Throws AccessError. */
export const replaceKeyRingFile = (path: string, ring: KeyRing): void =>
  replacePrivateFile(path, textOf(ring))

const textOf = (ring: KeyRing): string => {
  const keys = Object.fromEntries([...ring.keys].map(([id, key]) => [id, key.export().toString('base64')]))
  return `${JSON.stringify({ version, current: ring.currentId, keys }, null, 2)}\n`
}

/** The ring in a file; null if there is no file. Throws AccessError if the file is not whole or open to others. */
export const readKeyRingFile = (path: string): KeyRing | null => {
  const text = readPrivateFile(path)
  if (text === null) return null
  const content = parseJsonObject(text)
  if (content === null) throw corrupt(path, 'it is not a JSON object')
  if (content['version'] !== version) throw corrupt(path, `its "version" is not ${version}`)
  if (typeof content['keys'] !== 'object' || content['keys'] === null) throw corrupt(path, 'it has no "keys"')
  const keys = new Map(Object.entries(content['keys']).map(([id, key]) => [id, parseKey(path, id, key)]))
  if (typeof content['current'] !== 'string' || !keys.has(content['current'])) {
    throw corrupt(path, 'its "current" names none of its keys')
  }
  return { currentId: content['current'], keys }
}

const version = 1

const parseKey = (path: string, id: string, key: unknown) => {
  if (!/^[\w-]{1,64}$/.test(id))
    throw corrupt(path, 'the name of a key holds other characters than letters, digits, - and _')
  const bytes =
    typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key) ? Buffer.from(key, 'base64') : null
  if (bytes?.length !== sealingKeyBytes)
    throw corrupt(path, `key ${id} is not ${sealingKeyBytes} bytes in base64`)
  return createSecretKey(bytes)
}

const corrupt = (path: string, what: string): AccessError =>
  new AccessError(
    'file_corrupt',
    `The key ring ${path} is damaged: ${what}. Restore it from a backup; Stepwell never replaces it, because without it no stored secret can be opened.`,
  )
