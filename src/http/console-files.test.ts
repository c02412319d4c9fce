import fastify, { type FastifyInstance } from 'fastify'
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { createMemoryStore } from '../store/memory.ts'
import { serveConsole } from './console-files.ts'
import { serve, type Served } from './testing/serve.ts'

const page = '<!doctype html><title>The page</title>'
const script = 'export const answer = 42'
const secret = 'nobody may read this'

// Not every folder whose path has `assets` in it holds files that never change.
const above = join(mkdtempSync(join(tmpdir(), 'stepwell-console-')), 'assets')
const folder = join(above, 'console')
let server: Served
let http: FastifyInstance
before(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(above, 'secret.txt'), secret)
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'index.html.br'), brotliCompressSync(page))
  writeFileSync(join(folder, 'assets/x.js'), script)
  writeFileSync(join(folder, 'assets/x.js.br'), brotliCompressSync(script))
  server = await serve(createMemoryStore())
  http = server.http
  serveConsole(http, folder)
})
after(async () => {
  await server.close()
  rmSync(join(above, '..'), { recursive: true })
})

const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  http.inject({ method: 'GET', url, headers })

test('who opens the address of the server finds no console', async () => {
  for (const url of ['/', '/console']) {
    const { statusCode, headers } = await ask(url)
    assert.deepEqual([statusCode, headers.location], [302, '/console/'])
  }
  const { statusCode, headers, body } = await ask('/console/')
  assert.deepEqual([statusCode, body], [200, page])
  assert.match(String(headers['content-type']), /^text\/html/)
})

test('what the console is asked is not logged, or by the query, or what the API is asked is twice', async () => {
  const seen = server.lines.length
  for (const url of ['/', '/console/?tab=secret', '/console/assets/gone.js', '/v1/health', '/v1/nothing'])
    await ask(url)
  assert.deepEqual(
    server.lines.slice(seen).map(({ fields: { path, dialect, status } }) => [path, dialect, status]),
    [
      ['/', null, 302],
      ['/console/', null, 200],
      ['/console/assets/gone.js', null, 404],
      ['/v1/health', 'native', 200],
      ['/v1/nothing', 'native', 404],
    ],
  )
})

test('an address within the page is not found once it is loaded anew', async () => {
  for (const url of ['/console/tasks', '/console/tasks/8abf6e1e?tab=logs&step=a.b', '/console/index.html']) {
    const { statusCode, body } = await ask(url)
    assert.deepEqual([statusCode, body], [200, page], url)
  }
})

test('an answer lets code run that is written into the page, or comes from elsewhere', async () => {
  for (const url of ['/', '/console/', '/console/tasks', '/console/assets/x.js', '/console/assets/gone.js']) {
    const { headers } = await ask(url)
    const policy = String(headers['content-security-policy'])
    const rules = new Map(policy.split('; ').map(rule => [rule.split(' ')[0], rule.split(' ').slice(1)]))
    assert.deepEqual(rules.get('default-src'), ["'none'"], url)
    assert.deepEqual(rules.get('script-src'), ["'self'"], url)
    assert.deepEqual(rules.get('style-src'), ["'self'"], url)
    assert.deepEqual(rules.get('frame-ancestors'), ["'none'"], url)
    assert.doesNotMatch(policy, /unsafe|data:|https?:|\*/, url)
    assert.equal(headers['x-content-type-options'], 'nosniff', url)
  }
})

test('a script of an earlier version is answered with the page, which runs as no script', async () => {
  for (const url of ['/console/assets/gone.js', '/console/assets/', '/console/assets/a/b.css']) {
    const { statusCode, headers, body } = await ask(url)
    assert.deepEqual([statusCode, body], [404, 'Gone\n'], url)
    assert.match(String(headers['content-type']), /^text\/plain/)
    assert.equal(headers['cache-control'], 'no-cache')
  }
})

test('files are sent unpacked to who takes them packed, or packed to who does not', async () => {
  for (const [url, whole, type] of [
    ['/console/assets/x.js', script, /^(?:text|application)\/javascript/],
    ['/console/', page, /^text\/html/],
    ['/console/tasks', page, /^text\/html/],
  ] as const) {
    const packed = await ask(url, { 'accept-encoding': 'gzip, br' })
    assert.equal(packed.headers['content-encoding'], 'br', url)
    assert.equal(brotliDecompressSync(packed.rawPayload).toString(), whole)
    assert.match(String(packed.headers['content-type']), type)
    const plain = await ask(url, { 'accept-encoding': 'identity' })
    assert.deepEqual([plain.headers['content-encoding'], plain.body], [undefined, whole], url)
    for (const { headers } of [packed, plain]) assert.match(String(headers['vary']), /accept-encoding/i, url)
  }
})

test('the page of an earlier version is shown from a cache, or what never changes is loaded again', async () => {
  for (const encoding of ['br', 'identity']) {
    const cache = async (url: string) =>
      (await ask(url, { 'accept-encoding': encoding })).headers['cache-control']
    assert.equal(await cache('/console/assets/x.js'), 'public, max-age=31536000, immutable')
    for (const url of ['/console/', '/console/index.html', '/console/tasks'])
      assert.equal(await cache(url), 'no-cache', url)
  }
})

test('a path leads out of the folder', async () => {
  const port = Number(new URL(await http.listen({ host: '127.0.0.1', port: 0 })).port)
  const up = ['..', '%2e%2e', '%2E.', '..%2f..', '..%5c..', '%252e%252e', '....', '..;']
  const paths = ['/console/../../../../../../etc/passwd', '/console//etc/passwd', '/console/%2fetc%2fpasswd']
  for (const dots of up)
    paths.push(
      `/console/${dots}/secret.txt`,
      `/console/assets/${dots}/${dots}/secret.txt`,
      `/${dots}/secret.txt`,
    )
  for (const path of paths) {
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    const answer = await text(socket)
    assert.match(answer, /^HTTP\/1\.1 (?:200|40[0-9]) /, path)
    assert.doesNotMatch(answer, /root:|nobody may/, path)
    if (answer.startsWith('HTTP/1.1 200')) assert.ok(answer.endsWith(page), path)
  }
})

test('a clone without a built console shows nothing, and does not say what to do', async () => {
  await using bare = fastify()
  serveConsole(bare, join(above, 'not-built'))
  for (const url of ['/console/', '/console/tasks']) {
    const { statusCode, headers, body } = await bare.inject({ method: 'GET', url })
    assert.deepEqual([statusCode, body], [503, 'The console is not built: npm run build:console\n'], url)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  }
})
