import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import {
  readCertificate,
  watchCertificate,
  type Certificate,
  type CertificateFiles,
} from './certificate-files.ts'
import { developmentCertificate, developmentFiles } from './development-certificate.ts'
import { createHandClock } from '../core/testing/hand-clock.ts'

const day = 24 * 60 * 60 * 1000

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'stepwell-tls-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const of = ({ certificate }: CertificateFiles): X509Certificate =>
  new X509Certificate(readFileSync(certificate))

test('the development certificate is not for this machine, is kept too long, or others may read its key', async () => {
  const files = await developmentCertificate(folder, Date.now())
  const made = of(files)
  for (const name of ['localhost']) assert.equal(made.checkHost(name), name)
  for (const address of ['127.0.0.1', '::1']) assert.ok(made.checkIP(address), address)
  assert.equal(made.checkHost('example.com'), undefined)
  assert.ok(made.verify(made.publicKey), 'it vouches for itself')
  assert.equal(statSync(files.key).mode & 0o077, 0)
  assert.ok(readCertificate(files))
  assert.equal((await developmentCertificate(folder, Date.now())).certificate, files.certificate)
  assert.equal(of(files).fingerprint256, made.fingerprint256, 'a second start makes none')
  const later = of(await developmentCertificate(folder, Date.now() + 61 * day))
  assert.notEqual(later.fingerprint256, made.fingerprint256)
  assert.ok(readCertificate(files), 'and its key with it')
})

test('a certificate that cannot be used is taken, or its refusal quotes the key', async () => {
  const files = await developmentCertificate(folder, Date.now())
  const other = mkdtempSync(join(folder, 'other-'))
  const { key } = await developmentCertificate(other, Date.now())
  const refused = (name: CertificateFiles, expected: object) =>
    assert.throws(
      () => readCertificate(name),
      (error: Error) => {
        assert.deepEqual({ ...error, cause: undefined }, { ...error, ...expected, cause: undefined })
        assert.doesNotMatch(error.message, /BEGIN|[A-Za-z0-9+/]{40}/)
        return true
      },
    )
  refused({ ...files, key }, { fault: 'mismatch', file: key })
  refused({ ...files, key: 'nowhere' }, { fault: 'unreadable', file: 'nowhere' })
  refused({ ...files, certificate: 'nowhere' }, { fault: 'unreadable', file: 'nowhere' })
  refused({ ...files, certificate: files.key }, { fault: 'unusable', file: files.key })
  const text = join(folder, 'text')
  writeFileSync(text, 'no PEM', { mode: 0o600 })
  refused({ ...files, key: text }, { fault: 'unusable', file: text })
  chmodSync(files.key, 0o644)
  refused(files, { code: 'file_exposed' })
})

test('a renewed certificate is taken up half, never, or again and again', async () => {
  const files = await developmentCertificate(folder, Date.now())
  const before = of(files).fingerprint256
  const clock = createHandClock(Date.now)
  const taken: Certificate[] = []
  const logged: string[] = []
  const watch = watchCertificate({
    files,
    clock,
    changed: certificate => void taken.push(certificate),
    log: text => void logged.push(text),
  })
  clock.pass(60_000)
  assert.deepEqual([taken.length, logged.length], [0, 0])
  const other = mkdtempSync(join(folder, 'other-'))
  const renewed = await developmentCertificate(other, Date.now())
  renameSync(renewed.certificate, files.certificate)
  clock.pass(10_000)
  assert.deepEqual([taken.length, logged.length], [0, 1], 'its key is still to come')
  assert.match(logged[0]!, /the one before stays/)
  clock.pass(10_000)
  assert.equal(logged.length, 1, 'it is told once')
  renameSync(renewed.key, files.key)
  clock.pass(10_000)
  assert.deepEqual([taken.length, logged.length], [1, 2])
  assert.notEqual(new X509Certificate(taken[0]!.cert as string).fingerprint256, before)
  rmSync(files.certificate)
  clock.pass(10_000)
  assert.deepEqual([taken.length, logged.length], [1, 3])
  watch.cancel()
  await developmentCertificate(folder, Date.now())
  clock.pass(60_000)
  assert.equal(taken.length, 1)
  assert.equal(developmentFiles(folder).key, files.key)
})
