import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz } from './fuzz.ts'

test('2,000 requests that no client should make: each is answered, as its document says, with nothing of another project', async () => {
  const { failure, routes, clients } = await fuzz({ seed: 1, runs: 2000, path: null, ran: () => {} })
  assert.equal(failure, null, failure ?? '')
  const notAsked = [...routes].filter(([, { asked }]) => asked === 0).map(([name]) => name)
  assert.deepEqual(notAsked, [], 'a route that no request came to')
  assert.deepEqual([...clients.keys()].toSorted(), ['go', 'java', 'node', 'python', 'terraform'])
})
