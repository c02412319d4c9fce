import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { suite, test } from 'node:test'
import { chooseRound } from '../kill/choice.ts'
import { runRound } from '../kill/round.ts'

const replayed = process.env['STEPWELL_SEED']
const rounds = replayed === undefined ? Number(process.env['STEPWELL_KILL_ROUNDS'] ?? 20) : 1

suite(`${rounds} migrations under writes, each killed several times`, () => {
  for (let round = 1; round <= rounds; round++) {
    const seed = Number(replayed ?? randomInt(2 ** 31))
    test(`round ${round}, seed ${seed}`, async context => {
      const choice = chooseRound(seed)
      const { problems, kills, summary } = await runRound(choice)
      context.diagnostic(`seed ${seed}: ${kills.join(', ')}; ${summary}`)
      assert.deepEqual(problems, [], `STEPWELL_SEED=${seed} replays it: ${JSON.stringify({ choice, kills })}`)
    })
  }
})
