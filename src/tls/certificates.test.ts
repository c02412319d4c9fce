import assert from 'node:assert/strict'
import { X509Certificate, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { connect, createServer } from 'node:tls'
import {
  readCertificate,
  watchCertificate,
  type Certificate,
  type CertificateFiles,
  type CertificateLog,
} from './certificate-files.ts'
import {
  developmentCertificate,
  developmentFiles,
  trustDevelopmentCertificate,
} from './development-certificate.ts'
import { createHandClock } from '../core/testing/hand-clock.ts'

const day = 24 * 60 * 60 * 1000

/** A log that keeps each text behind its level. */
function keep(logged: string[]): CertificateLog {
  const at = (level: string) => (text: string) => void logged.push(`${level}: ${text}`)
  return { info: at('info'), warn: at('warn') }
}

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

test('who trusts a development certificate beside the one before is refused', async () => {
  const before = await developmentCertificate(mkdtempSync(join(folder, 'before-')), Date.now())
  const pair = readCertificate(await developmentCertificate(folder, Date.now()))
  const server = createServer(pair).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect({ host: '127.0.0.1', port, ca: [readFileSync(before.certificate), pair.cert] })
  try {
    await once(socket, 'secureConnect')
  } finally {
    socket.destroy()
    server.close()
  }
})

test('a damaged development certificate keeps every command from running', () => {
  const { certificate } = developmentFiles(folder)
  for (const damaged of ['', '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n']) {
    writeFileSync(certificate, damaged)
    trustDevelopmentCertificate(folder)
  }
})

test('half of a development certificate keeps a server from starting', async () => {
  const files = await developmentCertificate(folder, Date.now())
  const other = await developmentCertificate(mkdtempSync(join(folder, 'other-')), Date.now())
  const spoilt: readonly (() => void)[] = [
    () => rmSync(files.certificate),
    () => rmSync(files.key),
    () => writeFileSync(files.certificate, ''),
    () => writeFileSync(files.key, ''),
    () => renameSync(other.key, files.key),
  ]
  for (const spoil of spoilt) {
    spoil()
    await developmentCertificate(folder, Date.now())
    assert.ok(readCertificate(files), String(spoil))
  }
  assert.deepEqual(
    readdirSync(folder).filter(name => name.includes('draft')),
    [],
  )
})

test('who trusts the development certificate trusts what its key signs for other hosts', async () => {
  const { certificate, key } = await developmentCertificate(folder, Date.now())
  const { default: forge } = await import('node-forge')
  const [authority, secret] = [certificate, key].map(file => readFileSync(file, 'utf8')) as [string, string]
  const issuer = forge.pki.certificateFromPem(authority)
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  /** What a client says to a server that has a certificate for somebody, signed with the development key. */
  async function verdictOn(altName: object): Promise<string | null> {
    const made = forge.pki.createCertificate()
    made.publicKey = forge.pki.publicKeyFromPem(keys.publicKey)
    made.serialNumber = '01'
    made.validity.notBefore = new Date(Date.now() - day)
    made.validity.notAfter = new Date(Date.now() + day)
    made.setSubject([{ name: 'commonName', value: 'somebody' }])
    made.setIssuer(issuer.subject.attributes)
    made.setExtensions([{ name: 'subjectAltName', altNames: [altName] }])
    made.sign(forge.pki.privateKeyFromPem(secret), forge.md.sha256.create())
    const server = createServer({ cert: forge.pki.certificateToPem(made), key: keys.privateKey })
    server.on('tlsClientError', () => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const options = { host: '127.0.0.1', port, ca: authority, checkServerIdentity: () => undefined }
    const socket = connect(options)
    try {
      await once(socket, 'secureConnect')
      return null
    } catch (error) {
      return (error as Error).message
    } finally {
      socket.destroy()
      server.close()
    }
  }
  assert.equal(await verdictOn({ type: 2, value: 'localhost' }), null)
  assert.equal(await verdictOn({ type: 7, ip: '::1' }), null)
  for (const other of [
    { type: 2, value: 'example.com' },
    { type: 7, ip: '127.0.0.2' },
    { type: 7, ip: '::2' },
  ])
    assert.equal(await verdictOn(other), 'permitted subtree violation', JSON.stringify(other))
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

test('a look at a renewed certificate ends the server, or one that has failed is the last', async () => {
  const files = await developmentCertificate(folder, Date.now())
  const certificate = readCertificate(files)
  const clock = createHandClock(Date.now)
  const logged: string[] = []
  let tries = 0
  const changed = (): void => {
    if (++tries === 1) throw new Error('no memory')
  }
  const log = keep(logged)
  // One that came between reading and watching is not overlooked.
  const renewed = await developmentCertificate(mkdtempSync(join(folder, 'other-')), Date.now())
  for (const half of ['certificate', 'key'] as const) renameSync(renewed[half], files[half])
  const watch = watchCertificate({ files, certificate, clock, changed, log })
  clock.pass(10_000)
  assert.deepEqual([tries, logged.length], [1, 1])
  clock.pass(10_000)
  assert.deepEqual([tries, logged.length], [2, 2], 'tried again although no file has changed')
  clock.pass(10_000)
  assert.equal(tries, 2)
  rmSync(files.certificate)
  symlinkSync(files.certificate, files.certificate)
  clock.pass(10_000)
  clock.pass(10_000)
  assert.equal(logged.length, 3, 'what cannot be looked at is told once')
  watch.cancel()
})

test('a renewed certificate is taken up half, never, or again and again', async () => {
  const files = await developmentCertificate(folder, Date.now())
  const before = of(files).fingerprint256
  const clock = createHandClock(Date.now)
  const taken: Certificate[] = []
  const logged: string[] = []
  const watch = watchCertificate({
    files,
    certificate: readCertificate(files),
    clock,
    changed: certificate => void taken.push(certificate),
    log: keep(logged),
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
  assert.equal(logged[1], 'info: the TLS certificate was read anew')
  assert.notEqual(new X509Certificate(taken[0]!.cert).fingerprint256, before)
  rmSync(files.certificate)
  clock.pass(10_000)
  assert.deepEqual([taken.length, logged.length], [1, 3])
  watch.cancel()
  await developmentCertificate(folder, Date.now())
  clock.pass(60_000)
  assert.equal(taken.length, 1)
  assert.equal(developmentFiles(folder).key, files.key)
})

test('an expired certificate is served without a word, or one that soon will be', async () => {
  const start = Date.now()
  const files = await developmentCertificate(folder, start - 80 * day)
  const logged: string[] = []
  const clock = createHandClock(Date.now)
  const watch = watchCertificate({
    files,
    certificate: readCertificate(files),
    clock,
    changed: () => {},
    log: keep(logged),
  })
  const soon = /^warn: the TLS certificate (\S+) ends at 2\d+-\S+Z: renew it$/.exec(logged[0]!)
  assert.equal(soon?.[1], files.certificate)
  for (const age of [100, 10]) {
    const other = await developmentCertificate(mkdtempSync(join(folder, 'other-')), start - age * day)
    for (const half of ['certificate', 'key'] as const) renameSync(other[half], files[half])
    clock.pass(10_000)
    clock.pass(10_000)
  }
  assert.deepEqual(
    logged.slice(1).map(line => line.replace(/ \S+ expired at \S+Z/, ' expired')),
    [
      'info: the TLS certificate was read anew',
      'warn: the TLS certificate expired: renew it',
      'info: the TLS certificate was read anew',
    ],
  )
  watch.cancel()
})
