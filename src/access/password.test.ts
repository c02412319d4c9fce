import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, isPassword, isPasswordOf } from './password.ts'

const password = 'correct horse battery'

test('a password is not known again, or another is taken for it', async () => {
  const kept = await hashPassword(password)
  assert.match(kept, /^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  assert.ok(!kept.includes(password))
  assert.notEqual(kept, await hashPassword(password), 'salted')
  assert.equal(await isPasswordOf(password, kept), true)
  assert.equal(await isPasswordOf(`${password} `, kept), false)
})

test('the same characters from another keyboard are another password', async () => {
  const kept = await hashPassword('pa\u00e9sswort1')
  assert.equal(await isPasswordOf('pae\u0301sswort1', kept), true)
})

test('a password that was kept under another cost is not known', async () => {
  // Made by scryptSync('correct horse battery', 16 zero bytes, 32, { N: 1024, r: 8, p: 1 }).
  const { scryptSync } = await import('node:crypto')
  const salt = Buffer.alloc(16)
  const hash = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 })
  const kept = `scrypt$1024$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`
  assert.equal(await isPasswordOf(password, kept), true)
})

test('who has no password is let in by one, or a hash that cannot be read lets in', async () => {
  for (const kept of [null, '', 'scrypt$1$1$1$a$b', 'plain'])
    for (const tried of ['', password]) assert.equal(await isPasswordOf(tried, kept), false)
})

test('a password that cannot be computed is taken for a wrong one', async () => {
  const kept = (await hashPassword(password)).replace('32768', '32769')
  await assert.rejects(isPasswordOf(password, kept), { code: 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS' })
})

test('a password is too short or too long, or asks for certain characters', () => {
  assert.deepEqual(['123456789', '1234567890', 'x'.repeat(128), 'x'.repeat(129)].map(isPassword), [
    false,
    true,
    true,
    false,
  ])
})
