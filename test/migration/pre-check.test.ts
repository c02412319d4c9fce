import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Access, Endpoint } from '../../src/core/instance.ts'
import type { MigrateInput } from '../../src/operations/redis/migrate/input.ts'
import { startCluster, type RedisCluster } from '../servers/redis-cluster.ts'
import { freePort, startRedis, type RedisServer } from '../servers/redis-server.ts'
import { ask } from './scene.ts'
import { createStage } from './stage.ts'

const at = (server: RedisServer): Endpoint => ({ host: '127.0.0.1', port: server.port })

/** What the pre-check is shown; left out: a server with a key, and an empty one. */
interface Shown {
  readonly source?: Endpoint
  readonly target?: Endpoint
  readonly access?: Partial<Access>
  readonly input?: Partial<MigrateInput>
  /** Registered as well, as `live`. */
  readonly sharer?: Endpoint
}

describe('the pre-check lets pass', () => {
  let source: RedisServer
  let target: RedisServer
  let cluster: RedisCluster
  const stack = new AsyncDisposableStack()
  before(async () => {
    source = stack.use(await startRedis())
    target = stack.use(await startRedis())
    cluster = stack.use(await startCluster({ masters: 2 }))
    await ask(source, 'SET', 'key', 'value')
  })
  after(() => stack.disposeAsync())

  /** The code that the migration fails with; nothing may be on the target then that was not there before. */
  async function refused(code: string, shown: Shown = {}): Promise<string> {
    await using stage = createStage()
    const options = shown.access === undefined ? {} : { access: shown.access }
    const from = await stage.register('source', [shown.source ?? at(source)], options)
    const to = await stage.register('target', [shown.target ?? at(target)])
    if (shown.sharer !== undefined) await stage.register('live', [shown.sharer])
    const held = await ask(target, 'DBSIZE')
    await stage.submit(from, { ...shown.input, target: to })
    await stage.startWorker()
    const { failure, effects, steps } = await stage.failed()
    assert.ok(failure)
    assert.equal(failure.code, code, failure.message['en-us'])
    assert.deepEqual(effects, [])
    assert.equal(steps[0]!.status, 'failed')
    assert.equal(await ask(target, 'DBSIZE'), held)
    return failure.message['en-us']
  }

  test('a server that does not answer', async () => {
    const gone = { host: '127.0.0.1', port: await freePort() }
    assert.equal(
      await refused('DCS.5101', { source: gone }),
      `source (127.0.0.1:${gone.port}) cannot be reached: connect ECONNREFUSED`,
    )
    await refused('DCS.5101', { target: gone })
  })

  test('a wrong password, and shows it', async () => {
    await using locked = await startRedis({ password: 'right' })
    const message = await refused('DCS.5101', {
      source: at(locked),
      access: { password: 'not so right' },
    })
    assert.match(message, /did not accept the user or password/)
    assert.doesNotMatch(message, /so right/)
  })

  test('a replica', async () => {
    await using replica = await startRedis({ configuration: { replicaof: `127.0.0.1 ${source.port}` } })
    await refused('DCS.5102', { source: at(replica) })
    await refused('DCS.5102', { target: at(replica) })
  })

  test('keys in another database than 0', async () => {
    await using other = await startRedis()
    await ask(other, 'EVAL', "redis.call('SELECT',4) redis.call('SET','a','b')", 0)
    assert.match(await refused('DCS.5103', { source: at(other) }), /\b4\b/)
  })

  test('a target that holds keys', async () => {
    await ask(target, 'SET', 'kept', 'x')
    assert.match(await refused('DCS.5107'), /keys already: 1$/)
    assert.equal(await ask(target, 'GET', 'kept'), 'x')
    await ask(target, 'DEL', 'kept')
  })

  test('a slot that is being moved', async () => {
    const [one, other] = cluster.nodes
    const id = String(await ask(other!, 'CLUSTER', 'MYID'))
    await ask(one!, 'CLUSTER', 'SETSLOT', 7, 'MIGRATING', id)
    assert.match(await refused('DCS.5109', { target: at(one!) }), /\b7\b/)
    assert.match(await refused('DCS.5109', { source: at(one!), target: at(target) }), /\b7\b/)
    await ask(one!, 'CLUSTER', 'SETSLOT', 7, 'STABLE')
  })

  test('slots that nobody serves', async () => {
    await ask(cluster.nodes[0]!, 'CLUSTER', 'DELSLOTS', 7)
    await refused('DCS.5104', { target: at(cluster.nodes[0]!) })
    await ask(cluster.nodes[0]!, 'CLUSTER', 'ADDSLOTS', 7)
  })

  test('a target without room', async () => {
    await ask(source, 'SETRANGE', 'key', 3_000_000, 'x')
    await ask(target, 'CONFIG', 'SET', 'maxmemory', '3mb')
    await refused('DCS.5106')
    await ask(target, 'CONFIG', 'SET', 'maxmemory', '100mb', 'maxmemory-policy', 'allkeys-lru')
    await refused('DCS.5122')
    await ask(target, 'CONFIG', 'SET', 'maxmemory', 0, 'maxmemory-policy', 'noeviction')
  })

  test('a key that is too large to be moved at once', async () => {
    const message = await refused('DCS.5108', { input: { largestKeyMegabytes: 1 } })
    assert.match(message, /key takes \d MB/)
  })

  test('the source itself as the target', async () => {
    await refused('DCS.5118', { target: at(source) })
    // By another name of the same server.
    await refused('DCS.5118', { target: { ...at(source), host: 'localhost' } })
  })

  test('a server that an earlier migration has left behind refusing writes', async () => {
    for (const server of [target, source]) {
      await ask(server, 'CONFIG', 'SET', 'min-replicas-to-write', 65_535)
      await refused('DCS.5124')
      await ask(server, 'CONFIG', 'SET', 'min-replicas-to-write', 0)
    }
  })

  test('a target that another instance uses, whose keys it would remove', async () => {
    const input = { targetData: 'replace' } as const
    const message = await refused('DCS.5126', { sharer: at(target), input })
    assert.match(message, /The servers of target are also those of live/)
  })

  test('a user without the rights that are needed', async () => {
    await ask(source, 'ACL', 'SETUSER', 'reader', 'on', '>word', '~*', '+@all', '-dump')
    const message = await refused('DCS.5125', { access: { username: 'reader', password: 'word' } })
    assert.match(message, /DUMP/)
  })
})
