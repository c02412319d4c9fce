import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { migrateWithDeath } from './crash-round.ts'

// Every write of the cut-over, on clusters too: test/servers.
const deaths = [
  ['before', 'effectIntended writePause'],
  ['after', 'effectIntended writePause'],
  ['before', 'instanceChanged'],
  ['after', 'instanceChanged'],
  ['before', 'effectUndone writePause'],
  ['before', 'effectApplied refuseWrites'],
  ['before', 'effectUndone replicationSettings'],
] as const

describe('the worker dies in the cut-over', () => {
  for (const [when, event] of deaths)
    test(`${when} it has stored "${event}"`, async () => {
      assert.ok(await migrateWithDeath(0, { when, wanted: (_, events) => events.includes(event) }))
    })
})
