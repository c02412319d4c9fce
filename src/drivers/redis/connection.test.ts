import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type RedisServer, freePort, startRedis } from '../../../test/servers/redis-server.ts'
import { openConnection } from './connection.ts'
import { type RedisFaultKind, isRedisFault } from './fault.ts'
import { toBinary } from './reply.ts'

const endpointOf = (server: RedisServer) => ({ host: '127.0.0.1', port: server.port })
const kind = (expected: RedisFaultKind) => (error: unknown) => {
  assert.ok(isRedisFault(error), String(error))
  assert.equal(error.kind, expected, error.message)
  assert.match(error.message, /127\.0\.0\.1:\d+/)
  return true
}

describe('a connection', () => {
  test('keys and values of any bytes come back as they went', async () => {
    await using server = await startRedis()
    const connection = await openConnection(endpointOf(server))
    const key = '\x00\r\n\xff{é'
    await connection.command('SET', key, toBinary('值'))
    assert.deepEqual(await connection.command('KEYS', '*'), [key])
    assert.equal(await connection.command('GET', key), toBinary('值'))
    connection.close()
  })

  test('an error reply is a value in a pipeline and a fault of a command', async () => {
    await using server = await startRedis()
    const connection = await openConnection(endpointOf(server))
    await connection.command('SET', 'key', 'text')
    const replies = await connection.pipeline([
      ['INCR', 'key'],
      ['GET', 'key'],
    ])
    assert.deepEqual(replies, [{ error: 'ERR value is not an integer or out of range' }, 'text'])
    await assert.rejects(connection.command('INCR', 'key'), kind('refused'))
    assert.deepEqual(await connection.pipeline([]), [])
    connection.close()
    assert.equal(connection.closed, true)
    await assert.rejects(connection.command('PING'), kind('closed'))
  })

  test('a wrong password is told without the password; a right one with odd characters works', async () => {
    const password = 'geheim ü"x'
    await using server = await startRedis({ password })
    for (const wrong of [{ password: 'wr0ng-secret' }, { username: 'nobody', password: 'wr0ng-secret' }]) {
      await assert.rejects(openConnection({ ...endpointOf(server), ...wrong }), (error: unknown) => {
        assert.doesNotMatch(String(error), /wr0ng/)
        return kind('authentication')(error)
      })
    }
    const open = await openConnection(endpointOf(server))
    await assert.rejects(open.command('GET', 'key'), kind('authentication'))
    open.close()
    const connection = await openConnection({ ...endpointOf(server), username: 'default', password })
    assert.equal(await connection.command('PING'), 'PONG')
    connection.close()
  })

  test('it carries its name, by which it can be found', async () => {
    await using server = await startRedis()
    const connection = await openConnection(endpointOf(server), { name: 'stepwell:task:3' })
    assert.equal(await connection.command('CLIENT', 'GETNAME'), 'stepwell:task:3')
    connection.close()
  })

  test('nobody listens there', async () => {
    const port = await freePort()
    await assert.rejects(openConnection({ host: '127.0.0.1', port }), kind('unreachable'))
  })

  test('a hung server (SIGSTOP) ends in a time-out, in mid-command and at connecting', async () => {
    await using server = await startRedis()
    const connection = await openConnection(endpointOf(server), { commandTimeoutMs: 150 })
    await server.kill('SIGSTOP')
    await assert.rejects(connection.command('PING'), kind('timed_out'))
    assert.equal(connection.closed, true)
    // The kernel still accepts connections for it: the silence shows at the first command.
    const late = openConnection(endpointOf(server), { name: 'late', commandTimeoutMs: 150 })
    await assert.rejects(late, kind('timed_out'))
  })

  test('a connection that is idle for longer than the time-out lives on', async () => {
    await using server = await startRedis()
    const connection = await openConnection(endpointOf(server), { commandTimeoutMs: 300 })
    const other = await openConnection(endpointOf(server))
    await assert.rejects(other.command('BLPOP', 'nothing', 'never'), kind('refused'))
    await other.command('BLPOP', 'nothing', '0.7')
    assert.equal(await connection.command('PING'), 'PONG')
    connection.close()
    other.close()
  })

  test('kill -9 of the server rejects everything in flight', async () => {
    await using server = await startRedis()
    const connection = await openConnection(endpointOf(server))
    const asked = [1, 2, 3].map(() => connection.command('BLPOP', 'nothing', 0))
    const rejections = asked.map(each => assert.rejects(each, kind('closed')))
    await server.kill('SIGKILL')
    await Promise.all(rejections)
    await assert.rejects(connection.command('PING'), kind('closed'))
  })

  test('a cancelled signal ends what is in flight, and nothing can be opened under it', async () => {
    await using server = await startRedis()
    const abort = new AbortController()
    const connection = await openConnection(endpointOf(server), { signal: abort.signal })
    const rejection = assert.rejects(connection.command('BLPOP', 'nothing', 0), kind('cancelled'))
    abort.abort()
    await rejection
    await assert.rejects(openConnection(endpointOf(server), { signal: abort.signal }), kind('cancelled'))
  })

  test('something else than a Redis answers', async () => {
    const web = createServer(socket => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    )
    await once(web, 'listening')
    const { port } = web.address() as AddressInfo
    const connection = await openConnection({ host: '127.0.0.1', port })
    await assert.rejects(
      connection.command('PING'),
      (error: unknown) => isRedisFault(error) && (error.kind === 'protocol' || error.kind === 'closed'),
    )
    web.close()
    await once(web, 'close')
  })

  test('TLS: a certificate of an authority that is named is accepted, another one is not', async t => {
    const port = await freePort()
    await using folder = await startRedis()
    const certificate = join(folder.folder, 'certificate.pem')
    const key = join(folder.folder, 'key.pem')
    try {
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
      const files = ['-keyout', key, '-out', certificate]
      const openssl = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...subject]
      execFileSync('openssl', openssl, { stdio: 'ignore' })
    } catch {
      return t.skip('openssl, which makes the certificate, is not on PATH')
    }
    await using server = await startRedis({
      configuration: {
        'tls-port': String(port),
        'tls-cert-file': certificate,
        'tls-key-file': key,
        'tls-auth-clients': 'no',
      },
    })
    assert.ok(server.pid > 0)
    const certificateAuthority = readFileSync(certificate, 'utf8')
    const secured = { host: '127.0.0.1', port, tls: { certificateAuthority } }
    const connection = await openConnection(secured)
    assert.equal(await connection.command('PING'), 'PONG')
    connection.close()
    await assert.rejects(openConnection({ ...secured, tls: {} }), kind('unreachable'))
  })
})
