import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closingLines } from './closing-lines.ts'

test('skipped tests are counted by their reason', () => {
  assert.equal(
    closingLines({ passed: 5, failed: 1, skipped: 3 }, ['no redis-server', 'no IPv6', 'no redis-server']),
    'skipped: 2 × no redis-server; 1 × no IPv6\n5 passed, 1 failed, 3 skipped',
  )
})

test('a run that skipped nothing says so', () => {
  assert.equal(
    closingLines({ passed: 5, failed: 0, skipped: 0 }, []),
    'skipped: nothing\n5 passed, 0 failed, 0 skipped',
  )
})
