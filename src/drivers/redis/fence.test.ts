import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRedis } from '../../../test/servers/redis-server.ts'
import { openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { attachFeed } from './feed.ts'
import { killConnectionsNamed } from './fence.ts'

test('all connections of an old worker are cut, its change feed too; those of others live on', async () => {
  await using server = await startRedis({ configuration: { 'repl-diskless-sync-delay': '0' } })
  const endpoint = { host: '127.0.0.1', port: server.port }
  const name = 'stepwell:task-1:4'
  const old = await Promise.all([1, 2].map(() => openConnection(endpoint, { name })))
  const feed = await attachFeed(endpoint, { name, resumeFrom: null, onKeys: () => {}, onFlush: () => {} })
  const other = await openConnection(endpoint, { name: 'stepwell:task-10:1' })
  const unnamed = await openConnection(endpoint)
  const late = assert.rejects(old[0]!.command('BLPOP', 'nothing', 0), isRedisFault)
  assert.equal(await killConnectionsNamed(endpoint, 'stepwell:task-1:'), 3)
  await late
  assert.equal((await feed.lost).reason, 'connection')
  await assert.rejects(old[1]!.command('SET', 'key', 'stale'), isRedisFault)
  assert.equal(await other.command('EXISTS', 'key'), 0)
  assert.equal(await unnamed.command('PING'), 'PONG')
  assert.equal(await killConnectionsNamed(endpoint, 'stepwell:task-1:'), 0)
  other.close()
  unnamed.close()
})
