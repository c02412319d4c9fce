import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { suite, test } from 'node:test'
import { freePort, startRedis } from '../servers/redis-server.ts'
import type { Words } from '../../src/core/words.ts'
import { probes } from '../../src/operations/probes.ts'
import { readRedisClocks } from '../../src/operations/redis/clocks.ts'
import type { DoctorParts } from '../../src/doctor/examination.ts'
import { createFolder, examineAll, findingsOf } from '../../src/doctor/testing/examine-folder.ts'

const drivers: Partial<DoctorParts> = {
  probes,
  clocks: { dcs: readRedisClocks, dms: null, taurusdb: null },
}
const at = (port: number) => ({ host: '127.0.0.1', port })

suite('real instances', () => {
  test('one that is gone, hangs, or has another password passes for one that can be reached', async () => {
    await using redis = await startRedis({ password: 'hush-hush' })
    await using open = await startRedis()
    // Accepts, and never answers.
    const sockets = new Set<Socket>()
    const mute = createServer(socket => void sockets.add(socket)).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    await using data = await createFolder()
    await data.register('a-good', 'dcs', at(redis.port), { password: 'hush-hush' })
    await data.register('b-open', 'dcs', at(open.port))
    await data.register('c-wrong', 'dcs', at(redis.port), { password: 'hush-hush-not' })
    await data.register('d-gone', 'dcs', at(await freePort()))
    await data.register('e-mute', 'dcs', at((mute.address() as AddressInfo).port))
    await data.register('f-kafka', 'dms', at(1), { password: 'hush-hush' })
    try {
      const all = await examineAll(data.folder, drivers)
      const found = all.filter(({ check }) => check === 'instance')
      assert.deepEqual(
        found.map(({ level, says, parameters }) => [parameters['name'], level, says]),
        [
          ['a-good', 'ok', 'instance.ok'],
          ['b-open', 'ok', 'instance.ok'],
          ['c-wrong', 'problem', 'instance.refused'],
          ['d-gone', 'problem', 'instance.refused'],
          ['e-mute', 'problem', 'instance.refused'],
          ['f-kafka', 'warning', 'instance.notProbed'],
        ],
      )
      assert.match(String(found[0]!.parameters['found']), /^(redis|valkey) \d+\.\d+\.\d+ standalone$/)
      const why = found.slice(2, 5).map(({ parameters }) => parameters['why'] as Words)
      assert.match(why[0]!['en-us'], /does not accept the user or password/)
      assert.match(why[1]!['en-us'], /ECONNREFUSED.*Check address/)
      assert.match(why[2]!['en-us'], /has not answered/)
      for (const words of why) assert.match(words['zh-cn'], /\p{Script=Han}/u)
      assert.doesNotMatch(JSON.stringify(all), /hush|sealed1:/, 'no secret is told')
      assert.deepEqual(
        all
          .filter(({ check }) => check === 'instanceClock')
          .map(({ says, parameters }) => [says, parameters]),
        [['instanceClock.ok', { serversCount: 2 }]],
      )
    } finally {
      for (const socket of sockets) socket.destroy()
      mute.close()
    }
  })

  test('a server whose clock is another passes for one that has the same time', async () => {
    await using redis = await startRedis()
    await using data = await createFolder()
    await data.register('shop', 'dcs', at(redis.port))
    const found = await findingsOf('instanceClock', data.folder, {
      ...drivers,
      now: () => Date.now() - 600_000,
    })
    assert.deepEqual(
      found.map(({ level, says, parameters }) => [level, says, parameters['name'], parameters['address']]),
      [['problem', 'instanceClock.off', 'shop', `127.0.0.1:${redis.port}`]],
    )
    assert.ok(Math.abs(Number(found[0]!.parameters['offSeconds']) - 600) < 60)
  })
})

test('a folder without instances has nothing to say of them', async () => {
  await using data = await createFolder()
  assert.deepEqual(await findingsOf('instance', data.folder, drivers), [
    { level: 'ok', says: 'instance.none', parameters: {} },
  ])
  assert.deepEqual(await findingsOf('instanceClock', data.folder, drivers), [])
})

test('what nobody foresaw ends the examination, or is told with what it holds', async () => {
  await using data = await createFolder()
  await data.register('shop', 'dcs', at(1))
  const fail = async () => {
    throw new TypeError('redis://:hush@h')
  }
  const failing = { probes: { dcs: fail, dms: null, taurusdb: null } }
  const [finding] = await findingsOf('instance', data.folder, failing)
  assert.deepEqual(finding!.parameters['why'], { 'en-us': 'TypeError', 'zh-cn': 'TypeError' })
  const now = (): number => assert.fail('there is no clock')
  const broken = (await examineAll(data.folder, { now })).filter(({ level }) => level === 'problem')
  assert.deepEqual(
    broken.map(({ check, says }) => [check, says]),
    [['clock', 'check.failed']],
  )
})
