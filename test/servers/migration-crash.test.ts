import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { migrateWithDeath } from '../migration/crash-round.ts'

/** More writes than the last two steps do: the test itself finds the last. */
const most = 80

describe('the worker dies at every write from the cut-over on', () => {
  for (const masters of [0, 2])
    for (const when of ['before', 'after'] as const)
      test(`right ${when} it; ${masters === 0 ? 'a server' : `${masters} masters`} as the source`, async t => {
        let writes = 0
        const dies = (): Promise<boolean> =>
          migrateWithDeath(masters, { when, wanted: write => write === writes + 1 })
        while (writes < most && (await dies())) writes++
        t.diagnostic(`${writes} writes`)
        assert.ok(writes > 12 && writes < most, `${writes} writes`)
      })
})
