import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { developmentCertificate } from '../../tls/development-certificate.ts'
import { findingsOf } from '../testing/examine-folder.ts'

const day = 24 * 60 * 60 * 1000

test('a certificate that is over, soon will be, or cannot be used is found by the clients first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-doctor-'))
  try {
    const start = Date.now()
    const { certificate: tlsCertificate, key: tlsKey } = await developmentCertificate(folder, start)
    const found = async (over: object) =>
      findingsOf('certificate', folder, { tlsCertificate, tlsKey, ...over })
    const says = async (over: object) =>
      (await found(over)).map(({ level, says: said, parameters }) =>
        `${level} ${said} ${String(parameters['file'] ?? '')}`.trim(),
      )
    const inDays = (days: number) => ({ now: () => start + days * day })

    assert.deepEqual(await says({ tlsCertificate: null, tlsKey: null }), [])
    const [holds] = await found({})
    assert.deepEqual([holds!.level, holds!.says], ['ok', 'certificate.ok'])
    assert.ok(Math.abs(Number(holds!.parameters['endsAt']) - start - 90 * day) < 2000)
    assert.deepEqual(await says(inDays(75)), [`ok certificate.ok ${tlsCertificate}`])
    assert.deepEqual(await says(inDays(77)), [`warning certificate.endsSoon ${tlsCertificate}`])
    assert.deepEqual(await says(inDays(91)), [`problem certificate.expired ${tlsCertificate}`])

    assert.deepEqual(await says({ tlsKey: null }), ['problem certificate.half'])
    const gone = join(folder, 'gone')
    assert.deepEqual(await says({ tlsCertificate: gone }), [`problem certificate.unreadable ${gone}`])
    const other = join(folder, 'other')
    mkdirSync(other)
    assert.deepEqual(await says({ tlsKey: other }), [`problem certificate.unreadable ${other}`])
    const { key } = await developmentCertificate(other, start)
    assert.deepEqual(await says({ tlsKey: key }), [`problem certificate.mismatch ${key}`])
    chmodSync(tlsKey, 0o644)
    assert.deepEqual(await says({}), [`problem certificate.exposed ${tlsKey}`])
    writeFileSync(tlsCertificate, 'half of it')
    chmodSync(tlsKey, 0o600)
    assert.deepEqual(await says({}), [`problem certificate.unusable ${tlsCertificate}`])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
