import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import { AccessError } from './access-error.ts'
import type { KeyRing } from './key-ring.ts'

/**
 * Encrypts a secret of one record (AES-256-GCM under the ring's current key, the record id as additional data), as text:
 * `sealed1:<key id>:<mark of the record id>:<nonce>:<ciphertext and tag>`.
 */
export const seal = (ring: KeyRing, recordId: string, plaintext: string): string => {
  const nonce = randomBytes(nonceBytes)
  const header = headerOf(ring.currentId, recordId)
  const cipher = createCipheriv('aes-256-gcm', keyOf(ring, ring.currentId, recordId), nonce)
  cipher.setAAD(Buffer.from(`${header}:${recordId}`))
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${header}:${nonce.toString('base64url')}:${ciphertext.toString('base64url')}`
}

/** Decrypts what `seal` gave for the same record. Throws AccessError: unknown key, another record's, or changed since. */
export const open = (ring: KeyRing, recordId: string, sealed: string): string => {
  const parts = sealedForm.exec(sealed)
  if (parts === null) {
    throw new AccessError(
      'sealed_unreadable',
      `The secret of ${recordId} is not in the sealed form; set it anew.`,
    )
  }
  const [keyId, recordMark, nonce, ciphertext] = parts.slice(1) as [string, string, string, string]
  const key = keyOf(ring, keyId, recordId)
  if (recordMark !== markOf(recordId)) {
    throw new AccessError(
      'sealed_wrong_record',
      `The secret of ${recordId} was sealed for another record; set it anew or restore both from a backup.`,
    )
  }
  const bytes = Buffer.from(ciphertext, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(`${headerOf(keyId, recordId)}:${recordId}`))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return decipher.update(bytes.subarray(0, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new AccessError(
      'sealed_tampered',
      `The secret of ${recordId} was changed after it was sealed, or key ${keyId} is not the one that sealed it; set it anew or restore a backup.`,
      cause,
    )
  }
}

const nonceBytes = 12
const tagBytes = 16

// 12 bytes are 16 characters of base64url; the tag alone is 22.
const sealedForm = /^sealed1:([\w-]{1,64}):([\w-]{11}):([\w-]{16}):([\w-]{22,})$/

// GCM cannot tell a moved value from a changed one; this mark (64 bits of a hash) can.
const markOf = (recordId: string): string =>
  Buffer.from(hash('sha256', recordId), 'hex').subarray(0, 8).toString('base64url')

const headerOf = (keyId: string, recordId: string): string => `sealed1:${keyId}:${markOf(recordId)}`

const keyOf = (ring: KeyRing, keyId: string, recordId: string) => {
  const key = ring.keys.get(keyId)
  if (key !== undefined) return key
  throw new AccessError(
    'sealed_unknown_key',
    `The secret of ${recordId} was sealed with key ${keyId}, which the key ring does not hold; restore the key ring that belongs to this data folder.`,
  )
}
