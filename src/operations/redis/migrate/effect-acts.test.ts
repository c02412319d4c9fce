import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRedis } from '../../../../test/servers/redis-server.ts'
import { instance } from '../../../core/testing/samples.ts'
import { openConnection } from '../../../drivers/redis/connection.ts'
import { changeSettings, readEarlierSettings, type EarlierSettings } from './effect-acts.ts'

test('a log tells of a replication backlog that was not changed', async () => {
  await using server = await startRedis()
  const endpoint = { host: '127.0.0.1', port: server.port }
  const connection = await openConnection(endpoint)
  const access = { username: null, password: null, tls: false }
  const log: string[] = []
  const surroundings = {
    taskId: 'task-1',
    instance: async () => ({ ...instance({ endpoints: [endpoint] }), access, formerAccess: null }),
    sharers: async () => [],
    signal: new AbortController().signal,
    log: (text: string) => void log.push(text),
  }
  const registered = [`127.0.0.1:${server.port}`]
  const change = (earlier: EarlierSettings) =>
    changeSettings({ ...endpoint, instance: 'instance-1', registered, earlier }, surroundings)

  await change({ 'repl-backlog-size': null, 'repl-diskless-sync-delay': null })
  assert.deepEqual(log, [], 'a server that has no such setting')
  const earlier = await readEarlierSettings(connection)
  await change(earlier)
  await change(earlier)
  assert.deepEqual(log, [`${registered[0]}: the replication backlog is 64 MB for the copy`], 'told once')
  assert.equal((await readEarlierSettings(connection))['repl-backlog-size'], String(64 * 1024 * 1024))
  connection.close()
})
