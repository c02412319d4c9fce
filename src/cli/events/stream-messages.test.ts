import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messagesIn, type StreamMessage } from './stream-messages.ts'

test('a message that comes in pieces, or with others, is not taken for what it is', async () => {
  const text =
    'retry: 2000\nid: 7\n\n:\n\nid: 8\nevent: claimed\ndata: {"a":": 1"}\n\nid:9\ndata:x\n\nid: odd\ndata: y\n\nid: 10\ndata: cut'
  async function* pieces(length: number) {
    for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
  }
  for (const length of [1, 2, 7, 1000]) {
    const messages: StreamMessage[] = []
    for await (const message of messagesIn(pieces(length))) messages.push(message)
    assert.deepEqual(messages, [
      { id: 7, data: null },
      { id: 8, data: '{"a":": 1"}' },
      { id: 9, data: 'x' },
      { id: null, data: 'y' },
    ])
  }
})
