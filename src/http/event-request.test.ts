import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexHeaders } from '../access/request-headers.ts'
import { acceptsEvents } from './event-request.ts'

test('a page is given to who asks for events, or events to who asks for a page', () => {
  const accepts = (...values: readonly string[]) =>
    acceptsEvents(indexHeaders(values.flatMap(value => ['Accept', value])))
  for (const value of [
    'text/event-stream',
    'application/json, Text/Event-Stream;charset=utf-8',
    'text/event-stream ; q=0.5',
  ])
    assert.equal(accepts(value), true, value)
  assert.equal(accepts('application/json', 'text/event-stream'), true, 'in two headers')
  for (const value of [
    '*/*',
    'text/*',
    'application/json',
    'text/event-stream;q=0',
    'text/event-streams',
    '',
  ])
    assert.equal(accepts(value), false, value)
  assert.equal(accepts(), false)
})
