import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CallError } from '../api/call.ts'
import { problemsOf } from './problems.ts'

type Refusal = NonNullable<ConstructorParameters<typeof CallError>[0]>

/** A refusal as it came in English. */
const refused = (code: string, problems: Refusal['problems'] = []): CallError =>
  new CallError(
    {
      code,
      message: 'm',
      requestId: 'r',
      problems,
      translations: {
        'zh-cn': { message: 'm', problems: problems.map(({ path }) => ({ path, message: '无效' })) },
      },
    },
    'en-us',
  )

test('what is wrong is not told at its field', () => {
  const input = refused('invalid_input', [
    { path: '/target', message: 'is missing' },
    { path: '/list/2/name', message: 'must be text' },
    { path: '/list/2/name', message: 'must be text' },
    { path: '/list/3', message: 'is too long' },
    { path: '/a~1b~0c', message: 'is odd' },
  ])
  assert.deepEqual(Object.fromEntries(problemsOf(input, 'en-us')), {
    'input/target': 'is missing',
    'input/list': '/2/name must be text; /3 is too long',
    'input/a/b~c': 'is odd',
  })
  const body = refused('invalid_request', [
    { path: '/dueAt', message: 'must be a moment' },
    { path: '/input/list', message: 'is odd' },
    { path: '', message: 'is missing' },
  ])
  assert.deepEqual(Object.fromEntries(problemsOf(body, 'en-us')), {
    dueAt: 'must be a moment',
    'input/list': 'is odd',
    '': 'is missing',
  })
})

test('a problem stays in the language it came in', () => {
  const error = refused('invalid_input', [{ path: '/target', message: 'is missing' }])
  assert.deepEqual(Object.fromEntries(problemsOf(error, 'zh-cn')), { 'input/target': '无效' })
})

test('a server that is away is a problem of a field', () => {
  for (const error of [null, new Error('x'), new CallError(null, 'en-us'), refused('forbidden')])
    assert.equal(problemsOf(error, 'en-us').size, 0)
})
