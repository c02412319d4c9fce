import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

/** OWASP's second choice for scrypt: 32 MiB and about a quarter of a second of one core. */
const cost = { N: 2 ** 15, r: 8, p: 3 }
const saltBytes = 16
const hashBytes = 32

/** How long a password may be, in characters. */
export const passwordLength = { least: 10, most: 128 } as const

/** Whether a text may be a password. Which characters it is made of is nobody's business. */
export const isPassword = (text: string): boolean =>
  text.length >= passwordLength.least && text.length <= passwordLength.most

/** What a password is held to: `scrypt$N$r$p$salt$hash`, the last two in base64url. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(saltBytes)
  const hash = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether this is the password of a hash. Takes the same time where there is none (null), or none that can be read. */
export const isPasswordOf = async (password: string, kept: string | null): Promise<boolean> => {
  const parts = storedForm.exec(kept ?? '')?.slice(1) ?? null
  const [N, r, p] = parts === null ? [cost.N, cost.r, cost.p] : parts.slice(0, 3).map(Number)
  const [salt, hash] =
    parts === null ? [decoy, decoy] : parts.slice(3).map(text => Buffer.from(text, 'base64url'))
  const derived = await derive(password, salt as Buffer, { N, r, p } as typeof cost)
  return timingSafeEqual(derived, hash as Buffer) && parts !== null
}

// 32 bytes are 43 characters.
const storedForm = /^scrypt\$(\d{4,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/
const decoy = Buffer.alloc(hashBytes)

const scryptOnPool = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
) => Promise<Buffer>

/** On a thread of the pool. The same characters typed on another keyboard are the same password. */
const derive = async (password: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> =>
  scryptOnPool(password.normalize('NFKC'), salt, hashBytes, { N, r, p, maxmem: 2 * 128 * N * r })
