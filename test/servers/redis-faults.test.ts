import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { migrateWithFault, type FaultOutcome } from '../faults/fault-round.ts'
import { moments, type MomentName } from '../faults/moments.ts'
import { redisFaults, type FaultName } from '../faults/redis-faults.ts'

type Expected = Pick<FaultOutcome, 'end' | 'attempts' | 'locked'>

const succeeds: Expected = { end: 'succeeded', attempts: 1, locked: false }
const refusedAtOnce: Expected = { end: 'DCS.5101', attempts: 1, locked: false }
/** Tried again by itself three times. */
const fails: Expected = { end: 'DCS.5101', attempts: 4, locked: false }
/** What was changed on the source can't be put back. */
const staysLocked: Expected = { end: 'STW.0007', attempts: 1, locked: true }

/** What the design names for a fault. */
function expectedOf(side: 'source' | 'target', fault: FaultName, moment: MomentName): Expected {
  const isShort = fault === 'resets its connections' || fault === 'hangs for 3 s'
  if (moment === 'pre_check') return isShort ? succeeds : refusedAtOnce
  const isSwitched = moment === 'resume_operation' || moment.endsWith('the switch')
  if (isSwitched || redisFaults[fault].lasts !== null) return succeeds
  return fault === 'hangs for ever' && side === 'source' ? staysLocked : fails
}

/** Four attempts, or as many undos, on a server that hangs take up to ten minutes: these only when all is asked for. */
const all = process.env['STEPWELL_FAULTS'] === 'all'
function isLong(side: 'source' | 'target', fault: FaultName, moment: MomentName): boolean {
  const isSource = side === 'source' && moment === 'data_migration'
  return fault === 'hangs for ever' && expectedOf(side, fault, moment) !== succeeds && !isSource
}

const namesOf = <Name extends string>(table: { readonly [name in Name]: unknown }): readonly Name[] =>
  Object.keys(table) as Name[]

// They wait most of the time.
suite('a Redis has a fault in a step of a migration under writes', { concurrency: 6 }, () => {
  for (const side of ['source', 'target'] as const)
    for (const fault of namesOf(redisFaults))
      for (const moment of namesOf(moments)) {
        const expected = expectedOf(side, fault, moment)
        const skip = !all && isLong(side, fault, moment) && 'ten minutes: STEPWELL_FAULTS=all runs it'
        test(`the ${side} ${fault}: ${moment}`, { skip }, async context => {
          const { seconds, stalls, ...found } = await migrateWithFault({
            side,
            fault: redisFaults[fault],
            moment,
          })
          context.diagnostic(
            `${side}, ${fault}, ${moment}: ${found.end} after ${seconds.toFixed(1)} s ${stalls.join()}`,
          )
          assert.deepEqual(found, expected)
          if (expected === staysLocked && moment === 'data_migration')
            assert.ok(stalls.includes('connection_lost'), stalls.join())
        })
      }
})

test('servers of an old cluster that hang after the switch: the step that leaves them is over its time', async context => {
  const { seconds, ...found } = await migrateWithFault({
    side: 'source',
    sourceMasters: 3,
    fault: redisFaults['hangs for ever'],
    moment: 'cut_over, after the switch',
  })
  context.diagnostic(`${seconds.toFixed(1)} s`)
  assert.deepEqual(found, { ...succeeds, stalls: [] })
})
