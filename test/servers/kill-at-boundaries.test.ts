import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { killAtBoundaries } from '../kill/boundary-round.ts'

const rounds = Number(process.env['STEPWELL_BOUNDARY_ROUNDS'] ?? 1)

suite('a migration under writes is killed at every border of its steps and their parts', () => {
  for (let round = 1; round <= rounds; round++)
    for (const victim of ['server', 'worker', 'both'] as const)
      test(`${victim}, round ${round}`, async context => {
        const { problems, kills, summary } = await killAtBoundaries(victim)
        context.diagnostic(`${kills.length} kills: ${kills.join('; ')}; ${summary}`)
        assert.deepEqual(problems, [])
        assert.ok(kills.length >= 5, kills.join())
      })
})
