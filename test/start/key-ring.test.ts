import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createKeyRing } from '../../src/access/key-ring.ts'
import { createKeyRingFile, readKeyRingFile } from '../../src/access/key-ring-file.ts'
import { createKey } from '../../src/access/keys.ts'
import { open, seal } from '../../src/access/sealing.ts'
import { sampleWebhook } from '../../src/core/testing/webhook-samples.ts'
import { sampleInstance } from '../../src/store/conformance/samples.ts'
import { openSqliteStore } from '../../src/store/sqlite/open.ts'
import { rotateKeyRing } from '../../src/upkeep.ts'

test('a secret cannot be opened after the key was rotated, the key before still opens it, or nobody is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-ring-'))
  try {
    const file = join(folder, 'key-ring.json')
    const before = createKeyRing(randomBytes)
    createKeyRingFile(file, before)
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const key = createKey({ project: 'a'.repeat(32), user: 'u1' }, before, 1, randomBytes)
    await store.putKey(key.record)
    const former = { endpoints: [], sealedAccess: seal(before, 'i1', 'former') }
    await store.addInstance({ ...sampleInstance('i1'), sealedAccess: seal(before, 'i1', 'access'), former })
    await store.addInstance({ ...sampleInstance('i2'), sealedAccess: seal(before, 'i2', 'other') })
    await store.addWebhook(sampleWebhook('w1', { sealedSecret: seal(before, 'w1', 'whsec') }))
    await store.close()

    const kept = await rotateKeyRing(folder, { keep: true })
    assert.deepEqual([kept.secrets, kept.keys.length, kept.keys[0]], [5, 2, before.currentId])
    const rotated = await rotateKeyRing(folder, { keep: false })
    assert.equal(rotated.secrets, 5)
    const ring = readKeyRingFile(file)!
    assert.deepEqual([...ring.keys.keys()], rotated.keys)
    assert.notEqual(ring.currentId, before.currentId)
    const again = await openSqliteStore(folder, { writer: 'inline' })
    const found = (await again.findKey(key.plain.accessKey))!
    assert.equal(open(ring, found.accessKey, found.sealedSecretKey), key.plain.secretKey)
    assert.throws(() => open(before, found.accessKey, found.sealedSecretKey), { code: 'sealed_unknown_key' })
    const instance = (await again.findInstance('i1'))!
    assert.equal(open(ring, 'i1', instance.sealedAccess), 'access')
    assert.equal(open(ring, 'i1', instance.former!.sealedAccess), 'former')
    assert.equal((await again.findInstance('i2'))!.former, null)
    assert.equal(open(ring, 'w1', (await again.findWebhook('w1'))!.sealedSecret), 'whsec')
    const told = await again.listAudit({ limit: 10 })
    assert.deepEqual(
      told.map(({ act, by, subject, details }) => ({ act, by, subject, details })),
      [
        { act: 'key_ring_rotated', by: null, subject: ring.currentId, details: { keep: false } },
        { act: 'key_ring_rotated', by: null, subject: kept.keys[1], details: { keep: true } },
      ],
    )
    await again.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a ring is made where there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-ring-'))
  try {
    await assert.rejects(rotateKeyRing(folder, { keep: false }), { code: 'file_unusable' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
