import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SnapshotReader } from './snapshot-reader.ts'

const mark = 'd'.repeat(39) + 'e'

function skip(text: string, sizes: readonly number[]): { rest: string | null; bytes: number } {
  const reader = new SnapshotReader()
  const bytes = Buffer.from(text, 'latin1')
  let rest: Buffer | null = null
  for (let at = 0, nth = 0; at < bytes.length; nth++) {
    const size = sizes.length === 0 ? bytes.length : sizes[nth % sizes.length]!
    const chunk = bytes.subarray(at, at + size)
    rest = rest === null ? reader.read(chunk) : Buffer.concat([rest, chunk])
    at += size
  }
  return { rest: rest?.toString('latin1') ?? null, bytes: reader.bytes }
}

test('the stream begins right after the snapshot, in both forms and wherever chunks end', () => {
  const content = fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes).toString('latin1'))
  const nearlyMarks = fc.constantFrom('', 'd'.repeat(39), `${'d'.repeat(60)}x`, 'ddd\r\n$5\r\n')
  fc.assert(
    fc.property(
      content,
      nearlyMarks,
      fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }),
      fc.integer({ min: 0, max: 3 }),
      (bytes, nearly, sizes, lineFeeds) => {
        const snapshot = bytes + nearly
        const alive = '\n'.repeat(lineFeeds)
        const stream = '*1\r\n$4\r\nPING\r\n'
        const counted = skip(`${alive}$${snapshot.length}\r\n${snapshot}${stream}`, sizes)
        assert.deepEqual(counted, { rest: stream, bytes: snapshot.length })
        // A snapshot that ends as the mark begins is cut by Redis itself at the first full mark: so are we.
        const marked = skip(`${alive}$EOF:${mark}\r\n${bytes}x${mark}${stream}`, sizes)
        assert.equal(marked.rest, stream)
      },
    ),
  )
})

test('a snapshot that is not over gives nothing', () => {
  assert.deepEqual(skip('$10\r\nREDIS', []), { rest: null, bytes: 5 })
  assert.equal(skip(`$EOF:${mark}\r\nREDIS`, []).rest, null)
  assert.equal(skip('\n\n\n', []).rest, null)
})

test('a failed snapshot says what the server said', () => {
  assert.throws(() => skip('-ERR no disk\r\n', []), /no disk/)
  assert.throws(() => skip('HTTP\r\n', []), /neither a length nor an end mark/)
  assert.throws(() => skip('x'.repeat(300), []), /has no beginning/)
})
