import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyCommit } from '../core/testing/samples.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples, samplesShownAt } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

const { task: sample } = samples.waiting

/** Stores a task that was submitted so many seconds after the samples begin. */
async function add({ store, project }: Served, number: number, seconds: number): Promise<string> {
  const id = `task-${String(number).padStart(3, '0')}`
  const createdAt = sample.createdAt + seconds * 1000
  await store.commit({ ...emptyCommit, task: { ...sample, id, project, revision: 1, createdAt } })
  return id
}

const scenario = fc.record({
  before: fc.integer({ min: 0, max: 25 }),
  limit: fc.integer({ min: 1, max: 12 }),
  /** How many are added after each page. */
  added: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
  /** Whether all are of one moment. */
  atOnce: fc.boolean(),
  list: fc.constantFrom(`/instances/${sampleInstance.id}/tasks`, '/tasks'),
})

test('a client that pages until an empty page misses a task, reads for ever, or reads other counts', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ before, limit, added, atOnce, list }) => {
      const server = await serve(createMemoryStore(), { now: () => samplesShownAt })
      try {
        await server.store.addInstance({ ...sampleInstance, project: server.project })
        let count = 0
        const addOne = async (): Promise<string> => {
          const number = count++
          return add(server, number, atOnce ? 0 : number)
        }
        const known: string[] = []
        for (let index = 0; index < before; index++) known.push(await addOne())
        const seen = new Set<string>()
        const late = [...added]
        for (let offset = 0; ;) {
          const path = `/v2/${server.project}${list}?offset=${offset}&limit=${limit}`
          const { status, json } = await server.askSigned({ path })
          assert.deepEqual([status, json.task_count], [200, String(count)])
          const page: { readonly id: string }[] = json.tasks
          assert.equal(page.length, Math.max(0, Math.min(limit, count - offset)))
          if (page.length === 0) break
          for (const { id } of page) seen.add(id)
          offset += page.length
          for (let more = late.shift() ?? 0; more > 0; more--) await addOne()
        }
        assert.deepEqual(
          known.filter(id => !seen.has(id)),
          [],
        )
      } finally {
        await server.close()
      }
    }),
    { numRuns: 60 },
  )
})
