import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startRedis } from '../../../test/servers/redis-server.ts'
import { openConnection } from './connection.ts'
import { isRedisFault } from './fault.ts'
import { changeSetting, persistSettings, readSetting } from './settings.ts'

test('a setting comes back to what it was, buffer limits of several classes too', async () => {
  await using server = await startRedis()
  const connection = await openConnection({ host: '127.0.0.1', port: server.port })
  for (const [name, value] of [
    ['repl-backlog-size', '67108864'],
    ['client-output-buffer-limit', 'replica 536870912 536870912 0'],
  ] as const) {
    const before = await readSetting(connection, name)
    const earlier = await changeSetting(connection, name, value)
    assert.equal(earlier, before)
    assert.notEqual(await readSetting(connection, name), before)
    await changeSetting(connection, name, earlier)
    assert.equal(await readSetting(connection, name), before)
  }
  await assert.rejects(changeSetting(connection, 'no-such-setting', '1'), isRedisFault)
  await changeSetting(connection, 'timeout', '4321')
  assert.equal(await persistSettings(connection), true)
  assert.match(await readFile(join(server.folder, 'redis.conf'), 'utf8'), /timeout 4321/)
  connection.close()
})
