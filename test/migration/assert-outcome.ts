import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { isReplyError, type Reply } from '../../src/drivers/redis/reply.ts'
import { compareServers } from '../scenario/truth.ts'
import type { RedisServer } from '../servers/redis-server.ts'
import { ask, settingsOf, type Scene, type Side } from './scene.ts'

/** Every key is on both sides, with the same value and expiry; gives how many there are. */
export async function assertEqualKeys({ source, target }: Scene): Promise<number> {
  const { keys, ...truth } = await compareServers(source.servers[0]!.port, target.servers[0]!.port)
  assert.deepEqual(truth, { different: 0, missing: 0, extra: 0, examples: [] })
  return keys
}

/** The registry names the target and remembers the source, which refuses writes, also after its restart. */
export async function assertSwitched(scene: Scene): Promise<void> {
  const { stage, source, target } = scene
  const { endpoints, former } = await stage.instance(source.id)
  assert.deepEqual(ports(endpoints), ports(target.servers))
  assert.deepEqual(ports(former!.endpoints), ports(source.servers))
  await assertNothingLeft(scene, true)
  const { effects } = await stage.task()
  assert.deepEqual(
    effects.filter(({ status }) => status !== 'undone').map(({ name, status }) => `${name} ${status}`),
    source.servers.map(() => 'refuseWrites kept'),
  )
  for (const server of source.servers) await server.restart()
  await assertSettings(source, true)
}

/** The registry names the target; old servers that did not answer in the end are left as they are, the others in order. */
export async function assertSwitchedWithout(scene: Scene, silent: readonly RedisServer[]): Promise<void> {
  const { stage, source, target } = scene
  const { endpoints, former } = await stage.instance(source.id)
  assert.deepEqual(ports(endpoints), ports(target.servers))
  assert.deepEqual(ports(former!.endpoints), ports(source.servers))
  for (const server of [...source.servers, ...target.servers]) await assertNoConnections(server)
  await assertSettings(target, false)
  const answering = source.servers.flatMap((server, index) =>
    silent.includes(server) ? [] : [{ server, settings: source.settings[index]! }],
  )
  for (const { server } of answering) await server.restart()
  await assertSettings(
    {
      id: source.id,
      servers: answering.map(each => each.server),
      settings: answering.map(each => each.settings),
    },
    true,
  )
  assert.equal((await stage.task()).locked, false)
}

/** Nothing is switched, the source takes writes and nothing of the migration is left but what the target holds. */
export async function assertAsBefore(scene: Scene): Promise<void> {
  const { stage, source } = scene
  const { endpoints, former } = await stage.instance(source.id)
  assert.deepEqual(ports(endpoints), ports(source.servers))
  assert.equal(former, null)
  await assertNothingLeft(scene, false)
  const { locked, effects } = await stage.task()
  assert.equal(locked, false)
  assert.deepEqual(
    effects.filter(({ status }) => status === 'applied' || status === 'undo_failed'),
    [],
  )
}

async function assertNothingLeft({ source, target }: Scene, switched: boolean): Promise<void> {
  for (const server of [...source.servers, ...target.servers]) {
    await assertNoConnections(server)
    assert.deepEqual(await ask(server, 'KEYS', 'stepwell:*'), [])
  }
  await assertSettings(source, switched)
  await assertSettings(target, false)
}

/** The server hears of closed connections a moment later. */
async function assertNoConnections(server: RedisServer): Promise<void> {
  while (String(await ask(server, 'CLIENT', 'LIST')).includes(' name=stepwell:')) await delay(5)
}

async function assertSettings(side: Side, fenced: boolean): Promise<void> {
  for (const [index, server] of side.servers.entries()) {
    const before = new Set(settingLines(side.settings[index]!))
    const changed = settingLines(await settingsOf(server)).filter(line => !before.has(line))
    // The same setting by its two names.
    const fence = ['min-replicas-to-write 65535', 'min-slaves-to-write 65535']
    assert.deepEqual(changed.toSorted(), fenced ? fence : [])
    // A write that needs no key; a pause that was left would hold it back.
    const reply = await ask(server, 'FUNCTION', 'FLUSH')
    assert.equal(isReplyError(reply) ? reply.error.split(' ')[0] : reply, fenced ? 'NOREPLICAS' : 'OK')
  }
}

/** CONFIG GET gives names and values in turn. */
const settingLines = (settings: readonly Reply[]): readonly string[] =>
  settings.flatMap((name, at) => (at % 2 === 0 ? [`${String(name)} ${String(settings[at + 1])}`] : []))

const ports = (servers: readonly { readonly port: number }[]): readonly number[] =>
  servers.map(({ port }) => port)
