import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve } from './testing/serve.ts'

test('over a socket: a signed request, one that is no HTTP, and a close that waits for what is under way', async () => {
  const server = await serve(createMemoryStore())
  const origin = await server.http.listen({ host: '127.0.0.1', port: 0 })
  const { host, port } = new URL(origin)
  try {
    const body = { service: 'dcs', name: 'orders 1', endpoints: [{ host: '127.0.0.1', port: 1 }] }
    const post = server.sign(server.administrator, {
      method: 'POST',
      path: '/v1/instances',
      headers: { host },
      body,
    })
    const { host: _, ...headers } = post.headers!
    const added = await fetch(`${origin}/v1/instances`, { method: 'POST', headers, body: String(post.body) })
    assert.equal(added.status, 201)
    const get = server.sign(server.administrator, { path: '/v1/instances/orders%201', headers: { host } })
    const { host: __, ...getHeaders } = get.headers!
    const shown = await fetch(`${origin}${get.path}`, { headers: getHeaders })
    assert.equal(((await shown.json()) as { name: string }).name, 'orders 1')
    assert.match(shown.headers.get('content-type') ?? '', /^application\/json/)

    const socket = connect(Number(port), '127.0.0.1')
    socket.write('this is no HTTP\r\n\r\n')
    const answered = await text(socket)
    assert.match(answered, /^HTTP\/1\.1 400 Bad Request\r\n/)
    assert.match(answered, /X-Request-Id: [0-9a-f-]{36}\r\n/)
    assert.equal(JSON.parse(answered.slice(answered.indexOf('\r\n\r\n'))).error.code, 'invalid_request')

    const unknown = connect(Number(port), '127.0.0.1')
    unknown.write('PROPFIND /v1/tasks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    assert.match(await text(unknown), /^HTTP\/1\.1 404 [^]*route_not_found/)

    const expecting = connect(Number(port), '127.0.0.1')
    expecting.write('GET /v1/health HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\nConnection: close\r\n\r\n')
    assert.match(await text(expecting), /^HTTP\/1\.1 200 [^]*X-Request-Id: /i, 'what may be passed over is')

    for (const hosts of ['', 'Host: dcs.x\r\nHost: dms.x\r\n']) {
      const ambiguous = connect(Number(port), '127.0.0.1')
      ambiguous.write(`GET /v1/health HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`)
      assert.match(await text(ambiguous), /^HTTP\/1\.1 400 [^]*X-Request-Id: [^]*one Host/i)
    }

    let release = () => {}
    const held = new Promise<void>(resolve => (release = resolve))
    const asked = new Promise<void>(resolve => {
      server.store.workers = async () => {
        resolve()
        await held
        return []
      }
    })
    const slow = fetch(`${origin}/v1/ready`)
    await asked
    const closed = server.http.close()
    release()
    assert.equal((await slow).status, 503)
    await closed
    const late = connect(Number(port), '127.0.0.1')
    const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException]
    assert.equal(error.code, 'ECONNREFUSED')
  } finally {
    await server.close()
  }
})

test('a body that is refused for its size is read for as long as its client goes on', async () => {
  const server = await serve(createMemoryStore())
  await using _ = { [Symbol.asyncDispose]: () => server.close() }
  const { port } = new URL(await server.http.listen({ host: '127.0.0.1', port: 0 }))
  const head = 'POST /v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
  const tooMuch = 2 * 1024 * 1024
  for (const sent of [
    `${head}Content-Length: 1000000000\r\n\r\n{`,
    `${head}Transfer-Encoding: chunked\r\n\r\n${tooMuch.toString(16)}\r\n${'x'.repeat(tooMuch)}`,
  ]) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(sent)
    let answered = ''
    socket.on('data', bytes => (answered += String(bytes)))
    // What was still sent then resets the connection.
    socket.on('error', () => {})
    await once(socket, 'close', { signal: AbortSignal.timeout(10_000) }).finally(() => socket.destroy())
    assert.match(answered, /^(?:$|HTTP\/1\.1 413 [^]*Connection: close\r\n)/i)
  }
})
