import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RedisCluster, startCluster } from '../../../test/servers/redis-cluster.ts'
import { type RedisServer, startRedis } from '../../../test/servers/redis-server.ts'
import { compareAll } from './compare-all.ts'
import { type RedisConnection, openConnection } from './connection.ts'
import { copyKeys } from './copy.ts'
import { isRedisFault } from './fault.ts'
import { type RedisRoute, openRoute } from './route.ts'
import { scanPages } from './scan.ts'
import { sweepPages } from './sweep.ts'
import { probeTopology } from './topology.ts'

const endpointOf = (server: RedisServer) => ({ host: '127.0.0.1', port: server.port })
const odd = ['\x00', '\r\n', '\xff\xfe{}', '{a}\xe9', ' ', '']

async function fill(connection: RedisConnection): Promise<void> {
  const soon = Date.now() + 600_000
  await connection.pipeline([
    ...odd.map(key => ['SET', key, `\x00\r\n${key}`]),
    ...Array.from({ length: 500 }, (_, index) => ['SET', `k:${index}`, 'x'.repeat(index)]),
    ...Array.from({ length: 100 }, (_, index) => ['PEXPIREAT', `k:${index}`, soon + index]),
    ['HSET', 'hash', 'f', 1, 'g', 2],
    ['RPUSH', 'list', ...Array.from({ length: 300 }, (_, index) => index)],
    ['SADD', 'set', 1, 2, 3],
    ['SADD', 'words', 'a', 'b'],
    ['ZADD', 'zset', 1, 'a', 2.5, 'b'],
    ['XADD', 'stream', '1-1', 'f', 'v'],
    ['XGROUP', 'CREATE', 'stream', 'group', '0'],
    ['XREADGROUP', 'GROUP', 'group', 'consumer', 'STREAMS', 'stream', '>'],
    ['PFADD', 'log', 'a', 'b'],
    ['SETBIT', 'bits', 70, 1],
  ])
}

describe('copying keys from a standalone server into a cluster', () => {
  let server: RedisServer
  let cluster: RedisCluster
  let source: RedisConnection
  let sourceRoute: RedisRoute
  let target: RedisRoute
  before(async () => {
    ;[server, cluster] = await Promise.all([startRedis(), startCluster({ masters: 3 })])
    source = await openConnection(endpointOf(server))
    sourceRoute = await openRoute(await probeTopology(endpointOf(server)))
    target = await openRoute(await probeTopology(endpointOf(cluster.nodes[1]!)))
    await fill(source)
  })
  after(async () => {
    source.close()
    sourceRoute.close()
    target.close()
    await Promise.all([server.stop(), cluster.stop()])
  })

  async function copyAll(): Promise<number> {
    let copied = 0
    for await (const { keys } of scanPages(source, { count: 100 })) {
      const copies = await copyKeys({ source, target, keys })
      copied += copies.reduce((sum, copy) => sum + copy.keys, 0)
    }
    return copied
  }

  test('all types, any bytes and expiry to the millisecond arrive; twice is the same as once', async () => {
    const size = Number(await source.command('DBSIZE'))
    for (let round = 0; round < 2; round++) {
      assert.ok((await copyAll()) >= size)
      for (const method of ['digest', 'value'] as const) {
        const { keys, different, missing, extra, examples } = await compareAll(sourceRoute, target, {
          method,
        })
        assert.deepEqual(
          { different, missing, extra, examples },
          { different: 0, missing: 0, extra: 0, examples: [] },
        )
        assert.ok(keys >= size)
      }
    }
  })

  test('counts are per node, and a key that is gone is removed there', async () => {
    await copyAll()
    await source.command('DEL', 'list', 'zset')
    const copies = await copyKeys({ source, target, keys: ['list', 'zset', 'set', 'hash'] })
    const sum = (name: 'keys' | 'removed' | 'bytes') => copies.reduce((total, copy) => total + copy[name], 0)
    assert.deepEqual([sum('keys'), sum('removed')], [2, 2])
    assert.ok(sum('bytes') > 20)
    assert.equal(copies.length, 3)
    const owner = target.connections[target.ownerOf('list')]!
    assert.equal(await owner.command('EXISTS', 'list'), 0)
    await fill(source)
  })

  test('every kind of difference is found and named, in both directions', async () => {
    await copyAll()
    const change = (key: string, ...command: (string | number)[]) =>
      target.connections[target.ownerOf(key)]!.command(...command)
    await change('k:200', 'SET', 'k:200', 'other')
    await change('k:5', 'PEXPIREAT', 'k:5', Date.now() + 900_000)
    await change('hash', 'HSET', 'hash', 'f', 9)
    await change('k:300', 'DEL', 'k:300')
    await change('stray', 'SET', 'stray', 1)
    await change('stray', 'SET', 'stray2', 1, 'PX', 2000).catch(() => {})
    for (const method of ['digest', 'value'] as const) {
      const found = await compareAll(sourceRoute, target, { method })
      assert.equal(found.different, 3, method)
      assert.equal(found.missing, 1)
      assert.equal(found.extra, 1)
      assert.deepEqual(found.examples.toSorted(), ['hash', 'k:200', 'k:300', 'k:5', 'stray'])
    }
    const missing: string[] = []
    for (const connection of target.connections) {
      for await (const page of sweepPages({ target: connection, source: sourceRoute }))
        missing.push(...page.missing)
    }
    assert.ok(missing.includes('stray'))
    await copyKeys({ source, target, keys: ['stray', 'k:200', 'k:5', 'hash', 'k:300'] })
    assert.equal((await compareAll(sourceRoute, target)).extra, 0)
  })

  test('the same value in another encoding is no difference', async () => {
    const members = Array.from({ length: 20 }, (_, index) => `member:${index}`)
    const owner = target.connections[target.ownerOf('encoded')]!
    await source.command('SADD', 'encoded', ...members)
    await owner.command('CONFIG', 'SET', 'set-max-intset-entries', 1)
    await owner.command('SADD', 'encoded', ...members.toReversed(), 'much-longer-than-any-listpack'.repeat(9))
    await owner.command('SREM', 'encoded', 'much-longer-than-any-listpack'.repeat(9))
    const found = await compareAll(sourceRoute, target, { method: 'value' })
    assert.deepEqual([found.different, found.extra], [0, 0])
    await source.command('DEL', 'encoded')
    await owner.command('DEL', 'encoded')
  })

  test('a full target is a fault that names its node, not a lost key', async () => {
    const owner = target.connections[target.ownerOf('k:499')]!
    await owner.command('CONFIG', 'SET', 'maxmemory', 1)
    await assert.rejects(copyKeys({ source, target, keys: ['k:499'] }), (error: unknown) => {
      assert.ok(isRedisFault(error))
      assert.deepEqual(
        [error.kind, error.code, error.address],
        ['refused', 'OOM', `127.0.0.1:${owner.endpoint.port}`],
      )
      return true
    })
    await owner.command('CONFIG', 'SET', 'maxmemory', 0)
  })

  test('slots that have been moved are a fault (MOVED)', async () => {
    const astray: RedisRoute = { ...target, ownerOf: key => (target.ownerOf(key) + 1) % 3 }
    await assert.rejects(
      copyKeys({ source, target: astray, keys: ['k:1'] }),
      (error: unknown) => isRedisFault(error) && error.code === 'MOVED',
    )
  })
})
