import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { suite, test } from 'node:test'
import { migrateWithFault, type FaultChoice, type FaultOutcome } from '../faults/fault-round.ts'
import { redisFaults, type RedisFault } from '../faults/redis-faults.ts'

const all = process.env['STEPWELL_FAULTS'] === 'all'
const hangs = redisFaults['hangs for ever']
/** It answers again once the undo has failed on it. */
const hangsInUndo: RedisFault = {
  ...hangs,
  async lasts({ stage }) {
    while (!stage.log.some(line => line.startsWith('undo failed'))) await delay(20)
  },
}

const free = { end: 'cancelled', attempts: 1, locked: false } as const
const cases: readonly (readonly [
  Omit<FaultChoice, 'afterwards'>,
  Omit<FaultOutcome, 'stalls' | 'seconds'>,
])[] = [
  // It has nothing to stop for: what it asks is not answered in its time, and that ends it.
  [
    { side: 'source', fault: hangs, moment: 'pre_check' },
    { ...free, end: 'DCS.5101' },
  ],
  [
    { side: 'target', fault: hangs, moment: 'pre_check' },
    { ...free, end: 'DCS.5101' },
  ],
  [{ side: 'target', fault: hangs, moment: 'data_migration' }, free],
  [{ side: 'target', fault: hangs, moment: 'verify' }, free],
  [{ side: 'source', fault: hangsInUndo, moment: 'data_migration' }, free],
  [{ side: 'source', fault: hangsInUndo, moment: 'verify' }, free],
  // What was changed on it can't be put back: a person is needed.
  [
    { side: 'source', fault: hangs, moment: 'data_migration' },
    { ...free, end: 'STW.0007', locked: true },
  ],
  [
    { side: 'source', fault: hangs, moment: 'verify' },
    { ...free, end: 'STW.0007', locked: true },
  ],
  // It may not be cancelled: it ends by itself, is undone and not tried again.
  [
    { side: 'target', fault: hangs, moment: 'cut_over, before the pause' },
    { ...free, end: 'DCS.5101' },
  ],
]

// They wait most of the time.
suite('a cancel while a Redis hangs', { concurrency: 8 }, () => {
  for (const [choice, expected] of cases) {
    const how = choice.fault === hangs ? 'hangs for ever' : 'answers again when undo has failed'
    const skip = !all && choice.moment.startsWith('cut_over') && 'takes minutes: STEPWELL_FAULTS=all runs it'
    test(`does not come through: ${choice.moment}, the ${choice.side} ${how}`, { skip }, async context => {
      const {
        seconds,
        stalls: _,
        ...found
      } = await migrateWithFault({
        ...choice,
        afterwards: ({ stage }) => stage.cancel(),
      })
      context.diagnostic(
        `${choice.side}, ${choice.moment}: ${found.end} ${seconds.toFixed(1)} s after the cancel`,
      )
      assert.deepEqual(found, expected)
    })
  }
})
