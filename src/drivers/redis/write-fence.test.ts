import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { startCluster } from '../../../test/servers/redis-cluster.ts'
import { type RedisServer, startRedis } from '../../../test/servers/redis-server.ts'
import { type RedisConnection, openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { pauseWrites, resumeWrites } from './pause.ts'
import { readMasterOffset } from './server-facts.ts'
import { readSetting } from './settings.ts'
import {
  fenceWrites,
  isFence,
  lowerFence,
  raiseFence,
  readWriteLimits,
  unfenceWrites,
  writesFenced,
} from './write-fence.ts'

const connect = (server: RedisServer) => openConnection({ host: '127.0.0.1', port: server.port })
const refusedAs = (code: string) => (error: unknown) =>
  isRedisFault(error) && error.kind === 'refused' && error.code === code

async function assertReadOnly(connection: RedisConnection, key: string) {
  await assert.rejects(connection.command('SET', key, 'new'), refusedAs('NOREPLICAS'))
  await assert.rejects(connection.command('DEL', key), refusedAs('NOREPLICAS'))
  await assert.rejects(connection.command('FLUSHALL'), refusedAs('NOREPLICAS'))
  const script = "return redis.call('SET', KEYS[1], 'new')"
  await assert.rejects(connection.command('EVAL', script, 1, key), isRedisFault)
  assert.equal(await connection.command('GET', key), 'old')
  assert.equal(await connection.command('PING'), 'PONG')
}

describe('the write fence', () => {
  test('every write is refused and every read goes on, and the recorded limits come back', async () => {
    await using server = await startRedis({ configuration: { 'min-replicas-max-lag': '7' } })
    const connection = await connect(server)
    await connection.command('SET', 'key', 'old')
    const recorded = await readWriteLimits(connection)
    assert.deepEqual(await fenceWrites(connection), { outlivesRestart: true })
    assert.equal(await writesFenced(connection), true)
    await assertReadOnly(connection, 'key')
    assert.equal(await unfenceWrites(connection, recorded), true)
    assert.deepEqual(await readWriteLimits(connection), { minReplicasToWrite: '0', minReplicasMaxLag: '7' })
    assert.equal(await connection.command('SET', 'key', 'new'), 'OK')
    connection.close()
  })

  test('it outlives the connection, the pause and kill -9 of the server', async () => {
    await using server = await startRedis()
    const first = await connect(server)
    await pauseWrites(first, 60_000)
    await fenceWrites(first)
    await resumeWrites(first)
    first.close()
    assert.match(await readFile(join(server.folder, 'redis.conf'), 'utf8'), /min-replicas-to-write 65535/)
    await server.restart()
    const second = await connect(server)
    assert.equal(await writesFenced(second), true)
    await assert.rejects(second.command('SET', 'key', 'new'), refusedAs('NOREPLICAS'))
    second.close()
  })

  test('a client that waited in the pause hears of the fence instead of writing to the old server', async () => {
    await using server = await startRedis()
    const [migrator, writer] = await Promise.all([connect(server), connect(server)])
    await pauseWrites(migrator, 60_000)
    const waiting = assert.rejects(writer.command('SET', 'key', 'new'), refusedAs('NOREPLICAS'))
    while (!/blocked_clients:1/.test(String(await migrator.command('INFO', 'clients')))) continue
    await fenceWrites(migrator)
    await resumeWrites(migrator)
    await waiting
    assert.equal(await migrator.command('EXISTS', 'key'), 0)
    migrator.close()
    writer.close()
  })

  test('without a configuration file it says that it will not outlive a restart', async () => {
    await using server = await startRedis({ configureBy: 'arguments' })
    const connection = await connect(server)
    assert.deepEqual(await fenceWrites(connection), { outlivesRestart: false })
    assert.equal(await writesFenced(connection), true)
    connection.close()
  })

  test('one that was raised in memory only, and one that was lowered so, are found again after a restart', async () => {
    await using server = await startRedis()
    const connection = await connect(server)
    const recorded = await readWriteLimits(connection)
    await connection.command('SET', 'key', 'old')
    await raiseFence(connection, recorded)
    await assertReadOnly(connection, 'key')
    assert.equal(await lowerFence(connection, recorded), true)
    assert.equal(await lowerFence(connection, recorded), false)
    assert.deepEqual(await readWriteLimits(connection), recorded)
    await raiseFence(connection, recorded)
    await server.restart()
    const after = await connect(server)
    assert.deepEqual(await readWriteLimits(after), recorded)
    after.close()
    connection.close()
  })

  test('a pause tells another offset than that of the last write, or hides a database', async () => {
    await using server = await startRedis({ configuration: { 'repl-diskless-sync-delay': '0' } })
    await using _ = await startRedis({ configuration: { replicaof: `127.0.0.1 ${server.port}` } })
    const connection = await connect(server)
    while (!/connected_slaves:1/.test(String(await connection.command('INFO', 'replication')))) continue
    await connection.pipeline([
      ['SET', 'key', 'value'],
      ['SELECT', 5],
      ['SET', 'other', 'value'],
    ])
    const { offset, databases } = await pauseWrites(connection, 60_000)
    assert.deepEqual(databases, [0, 5])
    assert.equal(await readMasterOffset(connection), offset)
    await resumeWrites(connection)
    connection.close()
  })

  test('crashed after doing it: doing and undoing it again end in the recorded limits', async () => {
    await using server = await startRedis()
    const connection = await connect(server)
    const recorded = await readWriteLimits(connection)
    await fenceWrites(connection)
    await fenceWrites(connection)
    assert.equal(isFence(recorded), false)
    assert.equal(await unfenceWrites(connection, recorded), true)
    assert.equal(await unfenceWrites(connection, recorded), false)
    assert.deepEqual(await readWriteLimits(connection), recorded)
    connection.close()
  })

  test('crashed before doing it, or changed by an administrator since: undoing it changes nothing', async () => {
    await using server = await startRedis()
    const connection = await connect(server)
    const recorded = await readWriteLimits(connection)
    assert.equal(await unfenceWrites(connection, recorded), false)
    await fenceWrites(connection)
    await connection.command('CONFIG', 'SET', 'min-replicas-to-write', 1)
    assert.equal(await unfenceWrites(connection, recorded), false)
    assert.equal(await readSetting(connection, 'min-replicas-to-write'), '1')
    connection.close()
  })

  test('a lag limit of 0, which switches the check off, does not open a hole', async () => {
    await using server = await startRedis({ configuration: { 'min-replicas-max-lag': '0' } })
    const connection = await connect(server)
    await connection.command('SET', 'key', 'old')
    const recorded = await readWriteLimits(connection)
    await fenceWrites(connection)
    await assertReadOnly(connection, 'key')
    await unfenceWrites(connection, recorded)
    assert.equal(await readSetting(connection, 'min-replicas-max-lag'), '0')
    connection.close()
  })

  test('the masters of a cluster refuse writes, keep their slots and answer reads', async () => {
    await using cluster = await startCluster({ masters: 3 })
    const connections = await Promise.all(cluster.nodes.map(connect))
    const keys = ['{12}', '{1}', '{0}']
    for (const [index, connection] of connections.entries()) {
      const key = await keyOf(connection, keys)
      await connection.command('SET', key, 'old')
      await fenceWrites(connection)
      await assertReadOnly(connection, key)
      assert.match(String(await connection.command('CLUSTER', 'INFO')), /cluster_state:ok/, `node ${index}`)
      connection.close()
    }
  })
})

/** A key that this node of the cluster owns. */
async function keyOf(connection: RedisConnection, keys: readonly string[]): Promise<string> {
  for (let number = 0; ; number++) {
    const key = keys[number] ?? String(number)
    const [reply] = await connection.pipeline([['GET', key]])
    if (reply === null) return key
  }
}
