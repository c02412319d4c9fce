import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createFolder, findingsOf } from '../testing/examine-folder.ts'

test('the clocks of very many instances are all asked at once', async () => {
  await using data = await createFolder()
  const ports = Array.from({ length: 20 }, (_, index) => 7000 + index)
  for (const port of ports) await data.register(`redis-${port}`, 'dcs', { host: '127.0.0.1', port })
  let underWay = 0
  let most = 0
  const none = { dms: null, taurusdb: null }
  const findings = await findingsOf('instanceClock', data.folder, {
    probes: { ...none, dcs: async endpoints => ({ endpoints, facts: {} }) },
    clocks: {
      ...none,
      async dcs([endpoint]) {
        most = Math.max(most, ++underWay)
        await nextTurn()
        underWay -= 1
        return [{ address: `127.0.0.1:${endpoint!.port}`, aheadMs: 0 }]
      },
    },
  })
  assert.deepEqual(findings, [
    { level: 'ok', says: 'instanceClock.ok', parameters: { serversCount: ports.length } },
  ])
  assert.equal(most, 8)
})
