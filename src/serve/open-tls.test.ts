import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { once } from 'node:events'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { readCertificate } from '../tls/certificate-files.ts'
import { developmentCertificate } from '../tls/development-certificate.ts'
import { renewCertificate } from '../http/server.ts'
import { serve } from '../http/testing/serve.ts'

test('TLS is not spoken, is spoken in an old form, or a new certificate waits for a restart', async () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'stepwell-tls-')))
  const [first, second] = (
    await Promise.all(folders.map(folder => developmentCertificate(folder, Date.now())))
  ).map(readCertificate)
  const server = await serve(createMemoryStore(), { tls: first! })
  try {
    await server.http.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.http.server.address() as AddressInfo
    const statusOf = async (ca: unknown): Promise<number | undefined> => {
      const asked = request({ host: '127.0.0.1', port, path: '/v1/health', ca: String(ca), agent: false })
      asked.end()
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      response.resume()
      return response.statusCode
    }
    assert.equal(await statusOf(first!.cert), 200)
    const old: TLSSocket = connect({
      host: '127.0.0.1',
      port,
      ca: first!.cert,
      maxVersion: 'TLSv1.1',
    })
    await assert.rejects(once(old, 'secureConnect'))
    renewCertificate(server.http, second!)
    assert.equal(await statusOf(second!.cert), 200)
    await assert.rejects(statusOf(first!.cert), /self-signed certificate/)
  } finally {
    await server.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
})
