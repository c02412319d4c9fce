import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { edited } from './edited.ts'
import { mutations } from './mutations.ts'

const root = resolve(import.meta.dirname, '../../..')

test('every mutation still finds the code that it breaks', () => {
  for (const { name, edits } of mutations)
    for (const edit of edits)
      assert.notEqual(edited(root, edit), readFileSync(join(root, edit.file), 'utf8'), name)
})
