import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCluster } from '../../../test/servers/redis-cluster.ts'
import { startRedis } from '../../../test/servers/redis-server.ts'
import { probeRestore } from './compatibility.ts'
import { type RedisConnection, openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { openRoute } from './route.ts'
import { allSlots } from './slot.ts'
import { probeTopology } from './topology.ts'

test('each node of a cluster is tried in its own slots, and nothing is left there', async () => {
  await using server = await startRedis()
  await using cluster = await startCluster({ masters: 3 })
  const source = await openConnection({ host: '127.0.0.1', port: server.port })
  const topology = await probeTopology({ host: '127.0.0.1', port: cluster.nodes[0]!.port })
  const route = await openRoute(topology)
  const targets = topology.nodes.map(({ slotRanges }, index) => ({
    connection: route.connections[index]!,
    slotRanges,
  }))
  assert.deepEqual(await probeRestore(source, targets), { verdict: 'nothing_to_try' })
  await source.pipeline([
    ['SET', 'a', 1],
    ['HSET', 'b', 'f', 1],
  ])
  assert.deepEqual(await probeRestore(source, targets), { verdict: 'compatible' })
  for (const connection of route.connections) assert.equal(await connection.command('DBSIZE'), 0)
  source.close()
  route.close()
})

test('a payload of a newer version is a verdict with the server’s words; a full target is a fault', async () => {
  await using server = await startRedis()
  const target = await openConnection({ host: '127.0.0.1', port: server.port })
  const targets = [{ connection: target, slotRanges: [allSlots] }]
  await target.command('SET', 'a', 1)
  const payload = String(await target.command('DUMP', 'a'))
  // As RDB version 80 (Valkey 9.1) would have it: the version stands in two bytes before the checksum.
  const newer = `${payload.slice(0, -10)}\x50\x00${payload.slice(-8)}`
  assert.deepEqual(await probeRestore(answering(target, newer), targets), {
    verdict: 'incompatible',
    address: `127.0.0.1:${server.port}`,
    reason: 'ERR DUMP payload version or checksum are wrong',
  })
  assert.equal(await target.command('DBSIZE'), 1)
  await target.command('CONFIG', 'SET', 'maxmemory', 1)
  await assert.rejects(
    probeRestore(answering(target, payload), targets),
    (error: unknown) => isRedisFault(error) && error.code === 'OOM',
  )
  target.close()
})

/** A source whose DUMP gives this payload: a newer server than the one at hand. */
function answering(connection: RedisConnection, payload: string): RedisConnection {
  return {
    ...connection,
    command: (...command) =>
      command[0] === 'DUMP' ? Promise.resolve(payload) : connection.command(...command),
  }
}
