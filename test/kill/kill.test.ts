import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { suite, test } from 'node:test'
import { chooseRound, type Victim } from './choice.ts'
import { runRound } from './round.ts'

const victims: readonly Victim[] = ['worker', 'server', 'both']
const seed = Number(process.env['STEPWELL_SEED'] ?? randomInt(2 ** 31))

suite('a migration under writes outlives kill -9', () => {
  for (const victim of victims)
    test(`of ${victim}`, async context => {
      const choice = chooseRound(seed, victim)
      const { problems, kills, summary } = await runRound(choice)
      context.diagnostic(`seed ${seed}: ${kills.join(', ')}; ${summary}`)
      assert.deepEqual(problems, [], `STEPWELL_SEED=${seed} replays it: ${JSON.stringify({ choice, kills })}`)
    })
})
