import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { RULES } from './architecture/rules.ts'
import { readTree } from './architecture/tree.ts'

const tree = readTree(join(import.meta.dirname, '..'))

test('the tree is really read', () => {
  assert.match(tree.get('test/architecture.test.ts') ?? '', /the tree is really read/)
})

for (const [name, rule] of Object.entries(RULES)) {
  test(name, () => {
    const violations = rule(tree)
    assert.equal(violations.length, 0, `\n${violations.join('\n')}`)
  })
}
