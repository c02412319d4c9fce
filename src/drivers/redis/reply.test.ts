import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ProtocolError,
  type Reply,
  ReplyParser,
  encodeCommand,
  isReplyError,
  toBinary,
  toText,
} from './reply.ts'

const binary = fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes).toString('latin1'))
const line = fc.string({
  unit: fc.constantFrom('A', 'B', ' ', 'x', '-', '0', '_', ':', '$', '*'),
  maxLength: 20,
})
const { reply } = fc.letrec<{ reply: Reply }>(tie => ({
  reply: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    binary,
    fc.maxSafeInteger(),
    fc.constant(null),
    line.map(error => ({ error: `ERR ${error}` })),
    fc.array(tie('reply'), { maxLength: 6 }),
  ),
}))

function encodeReply(value: Reply): string {
  if (value === null) return '$-1\r\n'
  if (typeof value === 'number') return `:${value}\r\n`
  if (typeof value === 'string') return `$${value.length}\r\n${value}\r\n`
  if (isReplyError(value)) return `-${value.error}\r\n`
  return `*${value.length}\r\n${value.map(encodeReply).join('')}`
}

function parseInChunks(text: string, sizes: readonly number[]): { replies: Reply[]; consumed: number } {
  const parser = new ReplyParser()
  const bytes = Buffer.from(text, 'latin1')
  const replies: Reply[] = []
  for (let at = 0, nth = 0; at < bytes.length; nth++) {
    const size = sizes.length === 0 ? bytes.length : sizes[nth % sizes.length]!
    parser.push(bytes.subarray(at, at + size))
    at += size
    for (let next = parser.next(); next !== undefined; next = parser.next()) replies.push(next)
  }
  return { replies, consumed: parser.consumed }
}

test('replies come out the same wherever the chunks end, and every byte is counted', () => {
  fc.assert(
    fc.property(
      fc.array(reply, { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
      (replies, sizes) => {
        const text = replies.map(encodeReply).join('')
        const parsed = parseInChunks(text, sizes)
        assert.deepEqual(parsed.replies, replies)
        assert.equal(parsed.consumed, text.length)
      },
    ),
  )
})

test('a command is encoded as a list of strings of its bytes', () => {
  fc.assert(
    fc.property(fc.array(binary, { minLength: 1, maxLength: 6 }), command => {
      assert.deepEqual(parseInChunks(encodeCommand(command), [7]).replies, [command])
    }),
  )
  assert.equal(encodeCommand(['SET', 'k', 12]), '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\n12\r\n')
})

test('an unfinished reply counts no bytes, and line feeds that keep a link alive are passed over', () => {
  const parser = new ReplyParser()
  parser.push(Buffer.from('\n\n+OK\r\n*2\r\n:1\r\n'))
  assert.equal(parser.next(), 'OK')
  assert.equal(parser.consumed, 7)
  assert.equal(parser.next(), undefined)
  assert.equal(parser.consumed, 7)
  parser.push(Buffer.from('\n:2\r\n\n'))
  assert.deepEqual(parser.next(), [1, 2])
  assert.equal(parser.consumed, 20)
})

test('a long string in many small chunks is not tried again with each of them', () => {
  const length = 8 * 1024 * 1024
  const parser = new ReplyParser()
  parser.push(Buffer.from(`$${length}\r\n`))
  const chunk = Buffer.alloc(1024, 'x')
  for (let sent = 0; sent < length; sent += chunk.length) {
    parser.push(chunk)
    assert.equal(parser.next(), undefined)
  }
  parser.push(Buffer.from('\r\n'))
  assert.equal((parser.next() as string).length, length)
})

test('integers beyond 2^53 keep every digit', () => {
  assert.deepEqual(parseInChunks(':9223372036854775807\r\n:-9\r\n', []).replies, ['9223372036854775807', -9])
})

test('what is no RESP2 is refused', () => {
  for (const text of ['HTTP/1.1 400 Bad\r\n', '$x\r\n', ':\r\n', `+${'x'.repeat(70_000)}`]) {
    assert.throws(() => parseInChunks(text, []), ProtocolError, text.slice(0, 20))
  }
})

test('text beyond latin1 survives as its UTF-8 bytes', () => {
  assert.equal(toBinary('密'), '\xe5\xaf\x86')
  assert.equal(toText(toBinary('密码 é')), '密码 é')
})
