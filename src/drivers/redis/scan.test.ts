import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCluster } from '../../../test/servers/redis-cluster.ts'
import { startRedis } from '../../../test/servers/redis-server.ts'
import { openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { countKeysBySlotRange, countKeysInSlots, scanPages } from './scan.ts'
import { slotOf } from './slot.ts'
import { probeTopology } from './topology.ts'

const keys = Array.from({ length: 3000 }, (_, index) => `key:${index}`)

test('a scan that is left and taken up at its cursor sees every key', async () => {
  await using server = await startRedis()
  const connection = await openConnection({ host: '127.0.0.1', port: server.port })
  await connection.pipeline(keys.map(key => ['SET', key, 1]))
  const seen = new Set<string>()
  let cursor: string | null = null
  for await (const page of scanPages(connection, { count: 100 })) {
    page.keys.forEach(key => seen.add(key))
    cursor = page.next
    if (seen.size > 1000) break
  }
  assert.ok(cursor !== null && seen.size < keys.length)
  for await (const page of scanPages(connection, { cursor, count: 100 }))
    page.keys.forEach(key => seen.add(key))
  assert.deepEqual([...seen].toSorted(), keys.toSorted())
  connection.close()
})

test('a connection that ends in mid-scan rejects the scan', async () => {
  await using server = await startRedis()
  const connection = await openConnection({ host: '127.0.0.1', port: server.port })
  await connection.pipeline(keys.map(key => ['SET', key, 1]))
  await assert.rejects(async () => {
    for await (const page of scanPages(connection, { count: 10 })) if (page.next !== null) connection.close()
  }, isRedisFault)
})

test('keys are counted by range of slots, the same by a standalone server and by a cluster', async () => {
  await using server = await startRedis()
  const standalone = await openConnection({ host: '127.0.0.1', port: server.port })
  await standalone.pipeline(keys.map(key => ['SET', key, 1]))
  await using cluster = await startCluster({ masters: 3 })
  const topology = await probeTopology({ host: '127.0.0.1', port: cluster.nodes[0]!.port })
  const ranges = topology.nodes.flatMap(node => node.slotRanges)
  const expected = ranges.map(
    ([first, last]) => keys.filter(key => slotOf(key) >= first && slotOf(key) <= last).length,
  )
  let seen = 0
  const counted = await countKeysBySlotRange(standalone, ranges, now => (seen = now))
  assert.deepEqual(counted, expected)
  assert.equal(seen, keys.length)
  for (const [index, node] of topology.nodes.entries()) {
    const connection = await openConnection(node.endpoint)
    await connection.pipeline(keys.map(key => ['SET', key, 1])) // those of other nodes are refused
    assert.deepEqual(await countKeysInSlots(connection, node.slotRanges), [expected[index]])
    connection.close()
  }
  standalone.close()
})
