import { createSecretKey, type KeyObject } from 'node:crypto'

/** Gives that many unpredictable bytes; `randomBytes` of node:crypto, and a fixed source in tests. */
export type RandomBytes = (size: number) => Uint8Array

/** The keys that seal secrets at rest: the current one seals, the others only open what they sealed. */
export interface KeyRing {
  readonly currentId: string
  /** Always holds the current id. KeyObject, because printing one by mistake shows nothing of it. */
  readonly keys: ReadonlyMap<string, KeyObject>
}

/** Bytes of a sealing key (AES-256). */
export const sealingKeyBytes = 32

/** A ring with one new key. */
export const createKeyRing = (random: RandomBytes): KeyRing => {
  const currentId = `k${Buffer.from(random(4)).toString('hex')}`
  return { currentId, keys: new Map([[currentId, createSecretKey(random(sealingKeyBytes))]]) }
}

/** A ring with a new key on top; those before still open what they sealed. */
export const addKey = (ring: KeyRing, random: RandomBytes): KeyRing => {
  const { currentId, keys } = createKeyRing(random)
  return { currentId, keys: new Map([...ring.keys, ...keys]) }
}

/** A ring with nothing but the key that seals. */
export const onlyCurrent = ({ currentId, keys }: KeyRing): KeyRing => ({
  currentId,
  keys: new Map([...keys].filter(([id]) => id === currentId)),
})
