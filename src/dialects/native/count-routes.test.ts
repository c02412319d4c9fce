import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOf } from '../check.ts'
import { countRoutes } from './count-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { sampleContext } from '../sample-context.ts'

const [countTasks] = countRoutes
const context = sampleContext({ now: 0 })
const asked = (query: readonly (readonly [string, string])[]) => ({
  path: {},
  query,
  body: undefined,
})

test('other tasks are counted than a list shows, or not as the document says', () => {
  assert.deepEqual(countTasks!.parse(asked([['service', 'dcs']])), { service: 'dcs' })
  const counts = {
    statuses: { pending: 1, running: 2, paused: 0, succeeded: 3, failed: 0, cancelled: 0 },
    stalled: 1,
    most: 10_000,
  }
  const { status, body } = countTasks!.render(counts, context)
  assert.deepEqual([status, body], [200, counts])
  assert.deepEqual(problemsOf(countTasks!.answers[200]!.schema, body), [])
})

test('a list of what has stalled, or of what holds its instances, is one of everything', () => {
  const listTasks = taskRoutes.find(({ id }) => id === 'listTasks')!
  const filter = listTasks.parse(
    asked([
      ['stalled', 'true'],
      ['locked', 'true'],
    ]),
  )
  assert.deepEqual(filter, { limit: 50, stalled: true, locked: true })
})
