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

/** Several minutes on a server that hangs: all but one of these only when all is asked for. */
const all = process.env['STEPWELL_FAULTS'] === 'all'
function isLong(side: 'source' | 'target', fault: FaultName, moment: MomentName): boolean {
  const expected = expectedOf(side, fault, moment)
  const shown = side === 'source' && moment === 'data_migration'
  return fault === 'hangs for ever' && (expected === fails || expected === staysLocked) && !shown
}

const namesOf = <Name extends string>(table: { readonly [name in Name]: unknown }): readonly Name[] =>
  Object.keys(table) as Name[]

// They wait most of the time.
suite('a Redis has a fault in a step of a migration under writes', { concurrency: 12 }, () => {
  test('servers of an old cluster that hang keep those that answer from being left in order', async context => {
    const {
      seconds,
      stalls: _,
      ...found
    } = await migrateWithFault({
      side: 'source',
      sourceMasters: 3,
      servers: 2,
      fault: redisFaults['hangs for ever'],
      moment: 'cut_over, after the switch',
    })
    context.diagnostic(`${seconds.toFixed(1)} s`)
    assert.deepEqual(found, succeeds)
  })

  // Those that take longest first.
  for (const fault of namesOf(redisFaults).toReversed())
    for (const side of ['source', 'target'] as const)
      for (const moment of namesOf(moments)) {
        const expected = expectedOf(side, fault, moment)
        const skip = !all && isLong(side, fault, moment) && 'takes minutes: STEPWELL_FAULTS=all runs it'
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
