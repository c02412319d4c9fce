import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { certificateFailure } from '../../src/cli/certificate-failure.ts'
import { failureLine } from '../../src/cli/failure-line.ts'
import { readCertificate } from '../../src/tls/certificate-files.ts'
import { developmentCertificate } from '../../src/tls/development-certificate.ts'
import { launcher } from '../scenario/stepwell-process.ts'

const day = 24 * 60 * 60 * 1000

/** What `stepwell list` and `stepwell doctor` say of a server with a certificate, made so long ago for one address. */
async function toldOf(
  ageMs: number,
  address: string,
): Promise<{ readonly list: string; readonly doctor: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-tls-'))
  const names = { names: ['tasks.example.com'], addresses: [address] }
  const files = await developmentCertificate(folder, Date.now() - ageMs, names)
  const server = createServer(readCertificate(files), (_request, response) => response.end())
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const environment = {
    PATH: process.env['PATH'] ?? '',
    STEPWELL_URL: `https://127.0.0.1:${port}`,
    STEPWELL_TOKEN: 'none',
  }
  const run = (env: object, ...words: readonly string[]) =>
    new Promise<string>(resolve =>
      execFile(
        process.execPath,
        [launcher, ...words],
        { env: { ...environment, ...env } },
        (_error, stdout, stderr) => resolve((stdout + stderr).replaceAll(`:${port}`, '')),
      ),
    )
  try {
    const [list, doctor] = await Promise.all([
      run({ STEPWELL_DATA: folder }, 'list'),
      run({}, 'doctor', '--data', folder),
    ])
    return { list, doctor: doctor.split('\n').find(line => / server {2}/.test(line)) ?? doctor }
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test('a server whose certificate is for others, or has expired, is said to be away', async () => {
  const others = await toldOf(0, '192.0.2.1')
  const names = /is not for that address, only for tasks\.example\.com, 192\.0\.2\.1:/
  assert.match(others.list, /^stepwell: The server at https:\/\/127\.0\.0\.1 answers, but its certificate /)
  assert.match(others.list, names)
  assert.match(others.doctor, /^problem .*Something answers at https:\/\/127\.0\.0\.1, and its certificate /)
  assert.match(others.doctor, names)
  const expired = await toldOf(100 * day, '127.0.0.1')
  assert.match(expired.list, /answers, but its certificate expired at 2\d+-\d\d-\d\dT\S+Z: renew it/)
  assert.match(expired.doctor, /Something answers at \S+, and its certificate expired at [^{]+: renew it/)
})

test('an objection to a certificate has no words', () => {
  const told = (...objection: Parameters<typeof certificateFailure>) =>
    failureLine(certificateFailure(...objection), 'en-us', false).line
  assert.match(told({ kind: 'untrusted', reason: 'WHY' }, 'U'), /certificate of U is not trusted \(WHY\)/)
  assert.match(told({ kind: 'other_names', names: [] }, 'U'), /U answers, .* names neither host nor address/)
  assert.match(told({ kind: 'expired', at: null }, 'U'), /U answers, .* that vouches for its own has expired/)
  assert.equal(certificateFailure({ kind: 'expired', at: 0 }, 'U').lost, false, 'it is asked again and again')
})
