import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { createHandClock } from '../core/testing/hand-clock.ts'
import { createAddressPolicy } from './address-policy.ts'
import { post } from './post.ts'
import { startReceiver } from './testing/receiver.ts'

/** A certificate for `hooks.test` that has signed itself; null: nothing here can make one. */
function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-webhooks-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  try {
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert]
    const named = ['-subj', '/CN=hooks.test', '-addext', 'subjectAltName=DNS:hooks.test']
    execFileSync('openssl', [...made, ...named], { stdio: 'ignore' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a receiver is trusted whose certificate is not, or is another name’s', async context => {
  const certificate = makeCertificate()
  if (certificate === null) return context.skip('openssl, which makes the certificate, is not on PATH')
  await using receiver = await startReceiver(createServer(certificate))
  const send = (name: string) =>
    post(
      { url: `https://${name}:${receiver.port}/`, headers: {}, body: '{}' },
      {
        policy: createAddressPolicy([{ address: '127.0.0.1', prefix: 32, family: 'ipv4' }]),
        // A name leads to the receiver, and is still the one that the certificate has to be for.
        resolve: (_, __, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
        clock: createHandClock(() => 0),
        signal: new AbortController().signal,
      },
    )
  const untrusted = (detail: string) => ({ taken: false, problem: { code: 'untrusted', detail } })
  assert.deepEqual(await send('hooks.test'), untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'))
  const usual = getCACertificates()
  setDefaultCACertificates([...usual, certificate.cert])
  try {
    assert.deepEqual(await send('hooks.test'), { taken: true, status: 204 })
    assert.deepEqual(await send('other.test'), untrusted('ERR_TLS_CERT_ALTNAME_INVALID'))
    assert.deepEqual(await send('127.0.0.1'), untrusted('ERR_TLS_CERT_ALTNAME_INVALID'))
  } finally {
    setDefaultCACertificates(usual)
  }
  assert.equal(receiver.received.length, 1)
})
