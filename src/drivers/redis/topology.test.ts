import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCluster } from '../../../test/servers/redis-cluster.ts'
import { startRedis } from '../../../test/servers/redis-server.ts'
import { openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { probeTopology } from './topology.ts'

test('a standalone server tells what it is and which databases it uses', async () => {
  await using server = await startRedis({ password: 'secret' })
  const endpoint = { host: '127.0.0.1', port: server.port, password: 'secret' }
  const connection = await openConnection(endpoint)
  await connection.pipeline([
    ['SET', 'a', 1],
    ['SELECT', 3],
    ['SET', 'b', 1],
  ])
  connection.close()
  const topology = await probeTopology(endpoint)
  const [node] = topology.nodes
  assert.equal(topology.mode, 'standalone')
  assert.match(topology.version, /^\d+\.\d+\.\d+/)
  assert.equal(topology.clusterState, null)
  assert.deepEqual([topology.slotsCovered, topology.openSlots, topology.keyCount], [16384, [], 1])
  assert.deepEqual(topology.databases, [0, 3])
  assert.equal(node!.id, `127.0.0.1:${server.port}`)
  assert.match(node!.runId, /^[0-9a-f]{40}$/)
  assert.deepEqual([node!.role, node!.slotRanges], ['master', [[0, 16383]]])
})

test('a replica says so', async () => {
  await using master = await startRedis()
  await using replica = await startRedis({ configuration: { replicaof: `127.0.0.1 ${master.port}` } })
  assert.equal((await probeTopology({ host: '127.0.0.1', port: replica.port })).nodes[0]!.role, 'replica')
})

test('a cluster is seen whole from any node, with the same password; open slots and lost nodes show', async () => {
  await using cluster = await startCluster({ masters: 3, password: 'secret' })
  const endpoints = cluster.nodes.map(node => ({ host: '127.0.0.1', port: node.port, password: 'secret' }))
  const [first, , last] = await Promise.all(endpoints.map(endpoint => probeTopology(endpoint)))
  assert.deepEqual(first!.nodes, last!.nodes)
  assert.deepEqual([first!.mode, first!.clusterState, first!.slotsCovered], ['cluster', 'ok', 16384])
  assert.deepEqual(
    first!.nodes.map(node => node.slotRanges),
    [[[0, 5460]], [[5461, 10921]], [[10922, 16383]]],
  )
  assert.deepEqual(
    first!.nodes.map(node => node.endpoint.port),
    cluster.nodes.map(node => node.port),
  )
  const connection = await openConnection(endpoints[0]!)
  const [from, to] = first!.nodes
  await connection.command('CLUSTER', 'SETSLOT', 7, 'MIGRATING', to!.id)
  connection.close()
  const open = await probeTopology(endpoints[1]!)
  assert.deepEqual(open.openSlots, [{ slot: 7, nodeId: from!.id, direction: 'migrating', peerId: to!.id }])
  await cluster.nodes[2]!.kill('SIGKILL')
  await assert.rejects(
    probeTopology(endpoints[0]!),
    (error: unknown) => isRedisFault(error) && error.address === `127.0.0.1:${cluster.nodes[2]!.port}`,
  )
})

test('a cluster without all its slots is told', async () => {
  await using server = await startRedis({ cluster: true })
  const endpoint = { host: '127.0.0.1', port: server.port }
  const connection = await openConnection(endpoint)
  await connection.command('CLUSTER', 'ADDSLOTSRANGE', 0, 99)
  connection.close()
  const topology = await probeTopology(endpoint)
  assert.deepEqual([topology.mode, topology.clusterState, topology.slotsCovered], ['cluster', 'fail', 100])
  assert.equal(topology.nodes[0]!.endpoint.host, '127.0.0.1')
})
