import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRemembered } from './remembered.ts'

test('what was looked up is looked up again and again, or kept for ever', async () => {
  const looked: string[] = []
  const remembered = createRemembered<string>(2)
  const ask = (key: string) =>
    remembered(key, async () => {
      looked.push(key)
      return `found ${key}`
    })
  for (const key of ['a', 'a', 'b', 'a', 'c', 'c', 'a']) assert.equal(await ask(key), `found ${key}`)
  assert.deepEqual(looked, ['a', 'b', 'c', 'a'])
})
