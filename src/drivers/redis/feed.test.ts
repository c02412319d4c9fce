import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { type RedisOptions, type RedisServer, startRedis } from '../../../test/servers/redis-server.ts'
import { type RedisConnection, openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { type Feed, attachFeed } from './feed.ts'
import type { FeedOptions, FeedPosition } from './feed-options.ts'
import { readMasterOffset } from './server-facts.ts'

const prompt: RedisOptions = { configuration: { 'repl-diskless-sync-delay': '0' } }
const endpointOf = (server: RedisServer) => ({ host: '127.0.0.1', port: server.port })

interface Followed extends Disposable {
  readonly feed: Feed
  readonly dirty: Set<string>
  flushes: number
}

async function follow(
  server: RedisServer,
  resumeFrom: FeedPosition | null = null,
  options: Partial<FeedOptions> = {},
): Promise<Followed> {
  const dirty = new Set<string>()
  const followed = { dirty, flushes: 0 }
  const feed = await attachFeed(endpointOf(server), {
    resumeFrom,
    onKeys: keys => keys.forEach(key => dirty.add(key)),
    onFlush: () => void followed.flushes++,
    ...options,
  })
  return Object.assign(followed, { feed, [Symbol.dispose]: () => feed.close() })
}

/** Waits until the feed has read everything that the server has written so far. */
async function drain(feed: Feed, connection: RedisConnection): Promise<void> {
  const offset = await readMasterOffset(connection)
  while (feed.offset < offset) await delay(1)
}

describe('the change feed', () => {
  test('every way to change a key makes it dirty, and the offset is the master’s to the byte', async () => {
    await using server = await startRedis(prompt)
    const connection = await openConnection(endpointOf(server))
    await connection.pipeline([
      ['SADD', 'set', 'a'],
      ['RPUSH', 'list', '2', '1'],
      ['SET', 'got', '1'],
      ['SET', 'from', '1'],
    ])
    using followed = await follow(server)
    assert.equal(followed.feed.outcome, 'full')
    assert.ok(followed.feed.snapshotBytes < 1000, 'the snapshot holds no keys')
    const odd = '\x00\r\n\xff'
    const changes: readonly (readonly [readonly (string | number)[], readonly string[]])[] = [
      [['SET', odd, 'x'], [odd]],
      [
        ['MSET', 'm1', 1, 'm2', 2],
        ['m1', 'm2'],
      ],
      [['SUNIONSTORE', 'union', 'set', 'none'], ['union']],
      [
        ['RENAME', 'from', 'to'],
        ['from', 'to'],
      ],
      [
        ['EVAL', "redis.call('SET', KEYS[1], 1) redis.call('INCR', 'undeclared')", 1, 'e'],
        ['e', 'undeclared'],
      ],
      [['SORT', 'list', 'STORE', 'sorted'], ['sorted']],
      [['GETDEL', 'got'], ['got']],
      [['SET', 'brief', 'x', 'PX', 1], ['brief']],
      [['XGROUP', 'CREATE', 'stream', 'group', '$', 'MKSTREAM'], ['stream']],
      [['SPOP', 'set'], ['set']],
    ]
    for (const [command, keys] of changes) {
      await connection.command(...command)
      await drain(followed.feed, connection)
      for (const key of keys) assert.ok(followed.dirty.delete(key), `${command[0]} ${key}`)
    }
    await connection.pipeline([['MULTI'], ['SET', 't1', 1], ['SET', 't2', 2], ['EXEC']])
    await drain(followed.feed, connection)
    assert.ok(followed.dirty.has('t1') && followed.dirty.has('t2'))
    // Nobody asks for it: the server itself removes it, and says so.
    while (!followed.dirty.delete('brief')) await delay(1)
    await drain(followed.feed, connection)
    assert.equal(followed.feed.offset, await readMasterOffset(connection))
    connection.close()
  })

  test('keys that the server evicts are dirty', async () => {
    await using server = await startRedis({
      configuration: { ...prompt.configuration, 'maxmemory-policy': 'allkeys-random' },
    })
    const connection = await openConnection(endpointOf(server))
    const keys = Array.from({ length: 200 }, (_, index) => `key:${index}`)
    await connection.pipeline(keys.map(key => ['SET', key, 'x'.repeat(1000)]))
    using followed = await follow(server)
    const memory = /used_memory:(\d+)/.exec(String(await connection.command('INFO', 'memory')))![1]
    await connection.command('CONFIG', 'SET', 'maxmemory', Number(memory) - 50_000)
    for (let nth = 0; nth < 20; nth++)
      await connection.pipeline([['PING'], ['GET', 'x'], ['SET', 'new', nth]])
    const exists = await connection.pipeline(keys.map(key => ['EXISTS', key]))
    await drain(followed.feed, connection) // after it: any command, reading ones too, can make the server evict
    const gone = keys.filter((_, index) => exists[index] === 0)
    assert.ok(gone.length > 0)
    for (const key of gone) assert.ok(followed.dirty.has(key), key)
    connection.close()
  })

  test('what happened while nobody listened comes after +CONTINUE', async () => {
    await using server = await startRedis(prompt)
    const connection = await openConnection(endpointOf(server))
    const first = await follow(server)
    await connection.command('SET', 'before', 1)
    await drain(first.feed, connection)
    const { replicationId, offset, runId } = first.feed
    first.feed.close()
    assert.equal((await first.feed.lost).reason, 'let_go')
    await connection.command('SET', 'meanwhile', 1)
    using second = await follow(server, { replicationId, offset })
    assert.equal(second.feed.outcome, 'continued')
    assert.equal(second.feed.runId, runId)
    await drain(second.feed, connection)
    assert.deepEqual([...second.dirty], ['meanwhile'])
    assert.equal(second.feed.offset, await readMasterOffset(connection))
    connection.close()
  })

  test('same replication id is not same history: an overrun backlog is told as full', async () => {
    await using server = await startRedis({
      configuration: { ...prompt.configuration, 'repl-backlog-size': '16kb' },
    })
    const connection = await openConnection(endpointOf(server))
    const first = await follow(server)
    const { replicationId, offset } = first.feed
    first.feed.close()
    await connection.pipeline(Array.from({ length: 100 }, (_, index) => ['SET', index, 'x'.repeat(1000)]))
    using second = await follow(server, { replicationId, offset })
    assert.equal(second.feed.outcome, 'full')
    assert.equal(second.feed.replicationId, replicationId)
    assert.ok(second.feed.offset > offset)
    connection.close()
  })

  test('a restarted server has another run id and no history to continue', async () => {
    await using server = await startRedis(prompt)
    const first = await follow(server)
    const { replicationId, offset, runId } = first.feed
    await server.restart()
    assert.equal((await first.feed.lost).reason, 'connection')
    using second = await follow(server, { replicationId, offset })
    assert.equal(second.feed.outcome, 'full')
    assert.notEqual(second.feed.runId, runId)
  })

  test('the server’s delay before a synchronisation (5 s) is waited out, not prolonged by acknowledgements', async () => {
    await using server = await startRedis({ configuration: { 'repl-diskless-sync-delay': '5' } })
    using followed = await follow(server, null, { fullSyncTimeoutMs: 15_000 })
    assert.equal(followed.feed.outcome, 'full')
  })

  test('a synchronisation that does not begin ends in a time-out', async () => {
    await using server = await startRedis({ configuration: { 'repl-diskless-sync-delay': '3600' } })
    await assert.rejects(
      follow(server, null, { fullSyncTimeoutMs: 300 }),
      (error: unknown) => isRedisFault(error) && error.kind === 'timed_out',
    )
  })

  test('a whole snapshot is read and dropped where the filter is refused', async () => {
    for (const diskless of ['yes', 'no']) {
      await using server = await startRedis({
        configuration: { ...prompt.configuration, 'repl-diskless-sync': diskless },
      })
      const connection = await openConnection(endpointOf(server))
      await connection.command('DEBUG', 'POPULATE', 20_000, 'key', 100)
      using followed = await follow(server, null, { withoutFilter: true })
      assert.ok(followed.feed.snapshotBytes > 200_000, `diskless ${diskless}`)
      await connection.command('SET', 'after', 1)
      await drain(followed.feed, connection)
      assert.deepEqual([...followed.dirty], ['after'])
      assert.equal(followed.feed.offset, await readMasterOffset(connection))
      connection.close()
    }
  })

  test('emptied and exchanged databases are told; writes to other databases are counted apart', async () => {
    await using server = await startRedis(prompt)
    const connection = await openConnection(endpointOf(server))
    using followed = await follow(server)
    await connection.pipeline([['SET', 'a', 1], ['SELECT', 1], ['SET', 'b', 1], ['FLUSHDB']])
    await drain(followed.feed, connection)
    assert.deepEqual([...followed.dirty], ['a'])
    assert.equal(followed.flushes, 0)
    assert.ok(followed.feed.foreignWrites > 0)
    await connection.pipeline([['FLUSHALL'], ['SWAPDB', 0, 1], ['SELECT', 0], ['SET', 'c', 1]])
    await drain(followed.feed, connection)
    assert.ok(followed.dirty.has('c'))
    assert.ok(followed.flushes > 0)
    connection.close()
  })

  test('the server counts it as a replica that is in step', async () => {
    await using server = await startRedis(prompt)
    const connection = await openConnection(endpointOf(server))
    using followed = await follow(server)
    await connection.command('SET', 'a', 1)
    assert.equal(await connection.command('WAIT', 1, 0), 1)
    assert.ok(followed.dirty.has('a'))
    connection.close()
  })

  test('a server that hangs (SIGSTOP), dies, or is cancelled ends the feed with the reason', async () => {
    await using server = await startRedis(prompt)
    const hung = await follow(server, null, { silenceTimeoutMs: 200 })
    await server.kill('SIGSTOP')
    assert.equal((await hung.feed.lost).reason, 'silent')
    await server.kill('SIGCONT')
    const abort = new AbortController()
    const cancelled = await follow(server, null, { signal: abort.signal })
    abort.abort()
    assert.equal((await cancelled.feed.lost).reason, 'cancelled')
    const dead = await follow(server)
    await server.kill('SIGKILL')
    assert.equal((await dead.feed.lost).reason, 'connection')
    await assert.rejects(follow(server), isRedisFault)
  })
})
