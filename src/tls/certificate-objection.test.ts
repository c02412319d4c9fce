import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCertificate } from './certificate-files.ts'
import { firstNames, objectionIn, type CertificateObjection } from './certificate-objection.ts'
import { developmentCertificate } from './development-certificate.ts'

const day = 24 * 60 * 60 * 1000

/** What a client has against a server at 127.0.0.1 with a certificate of its own. */
async function objectionTo(
  made: {
    readonly ageMs?: number
    readonly names?: readonly string[]
    readonly addresses?: readonly string[]
  },
  isTrusted = true,
): Promise<CertificateObjection | null> {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-tls-'))
  const { ageMs = 0, names = ['localhost'], addresses = ['127.0.0.1'] } = made
  const files = await developmentCertificate(folder, Date.now() - ageMs, { names, addresses })
  const server = createServer(readCertificate(files), (_request, response) => response.end())
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1')
  try {
    await once(server, 'listening')
    const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const ca = isTrusted ? { ca: readFileSync(files.certificate) } : {}
    const asked = get(url, { ...ca, agent: false })
    const error = await once(asked, 'response').then(
      () => assert.fail('it was answered'),
      (refused: unknown) => refused,
    )
    return await objectionIn(error, url)
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a certificate of others passes for a server that is away, or does not tell whose it is', async () => {
  assert.deepEqual(
    await objectionTo({ names: ['tasks.example.com', 'other'], addresses: ['192.0.2.1', '2001:db8::1'] }),
    { kind: 'other_names', names: ['tasks.example.com', 'other', '192.0.2.1', '[2001:db8::1]'] },
  )
  assert.deepEqual(await objectionTo({}, false), {
    kind: 'untrusted',
    reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
})

test('a certificate that has expired does not tell since when', async () => {
  const objection = await objectionTo({ ageMs: 100 * day })
  assert.equal(objection?.kind, 'expired')
  assert.ok(objection.at !== null && Math.abs(Date.now() - objection.at - 10 * day) < day)
})

test('what cannot be known of a certificate is made up, or any error is laid on it', async () => {
  const nobody = new URL('https://127.0.0.1:1')
  const named = (code: string, more: object = {}) =>
    objectionIn(Object.assign(new Error(), { code, ...more }), nobody)
  assert.deepEqual(await named('CERT_HAS_EXPIRED'), { kind: 'expired', at: null })
  const others = 'ERR_TLS_CERT_ALTNAME_INVALID'
  assert.deepEqual(await named(others), { kind: 'other_names', names: [] })
  assert.deepEqual(await named(others, { cert: { subject: {} } }), { kind: 'other_names', names: [] })
  const old = { cert: { subject: { CN: 'old.example.com' } } }
  assert.deepEqual(await named(others, old), { kind: 'other_names', names: ['old.example.com'] })
  for (const code of ['ECONNREFUSED', 'EPROTO']) assert.equal(await named(code), null)
})

test('a certificate with a hundred names fills the screen', () => {
  const names = Array.from({ length: 100 }, (_, index) => `n${index}`)
  assert.equal(firstNames(names), 'n0, n1, n2, n3, n4, n5, n6, n7, …')
  assert.equal(firstNames(names.slice(0, 8)), 'n0, n1, n2, n3, n4, n5, n6, n7')
})
