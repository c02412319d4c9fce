import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { speaker } from '../../words/command-line.ts'
import { CommandFailure } from '../failure.ts'
import { readDuration } from './duration.ts'
import { inputRows } from './input-words.ts'
import { readMoment } from './moment.ts'
import { readInput, typeValues } from './operation-input.ts'
import { parsePairs } from './pairs.ts'
import { readSecret } from './secret.ts'

const refusedAs = (word: string) => (error: unknown) =>
  error instanceof CommandFailure && error.word === word && error.exitCode === 4

const schema = {
  type: 'object',
  required: ['target'],
  properties: {
    target: { type: 'string', format: 'instance', description: 'Where to.' },
    label: { type: 'string' },
    mode: { enum: ['fast', '1'] },
    order: { anyOf: [{ const: 'up' }, { const: 'down' }], default: 'up' },
    limit: { type: 'integer' },
    kind: { const: 'plain' },
    anything: {},
  },
}

test('a value with = in it is cut, or a pair without one taken', () => {
  assert.deepEqual(parsePairs(['a=b=c', 'd='], '--input'), { a: 'b=c', d: '' })
  assert.throws(() => parsePairs(['a'], '--input'), refusedAs('input.noPair'))
  assert.throws(() => parsePairs(['=a'], '--input'), refusedAs('input.noPair'))
  assert.throws(() => parsePairs(['a=1', 'a=2'], '--input'), refusedAs('input.twice'))
})

test('a text that looks like a number becomes one', () => {
  const typed = typeValues({ label: '123', mode: '1', order: 'up', kind: 'plain', target: 'true' }, schema)
  assert.deepEqual(typed, { label: '123', mode: '1', order: 'up', kind: 'plain', target: 'true' })
})

test('a number is sent as text', () => {
  const typed = typeValues({ limit: '5', anything: '{"a":[1]}', unknown: 'false', toString: 'x' }, schema)
  assert.deepEqual(typed, { limit: 5, anything: { a: [1] }, unknown: false, toString: 'x' })
  assert.deepEqual(typeValues({ a: 'text' }, {}), { a: 'text' })
})

test('input from a file, JSON and pairs does not add up', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'input.json')
  await writeFile(path, '{"target":"a","limit":1}')
  const given = await readInput({ inputJson: `@${path}`, input: ['limit=2'] }, async () => schema)
  assert.deepEqual(given, { target: 'a', limit: 2 })
  assert.deepEqual(await readInput({ inputJson: '{"a":null}' }, assert.fail), { a: null })
  assert.deepEqual(await readInput({}, assert.fail), {})
})

test('input that is no object is sent to the server', async () => {
  for (const inputJson of ['[1]', '"a"', 'null', '{', '5'])
    await assert.rejects(readInput({ inputJson }, assert.fail), refusedAs('input.noObject'), inputJson)
  await assert.rejects(readInput({ inputJson: '@/no/such/file' }, assert.fail), refusedAs('input.noFile'))
})

test('an operation does not tell what it needs', () => {
  assert.deepEqual(inputRows(schema, speaker('en-us')), [
    ['  target', 'an instance', 'required', 'Where to.'],
    ['  label', 'string', '', ''],
    ['  mode', 'fast | 1', '', ''],
    ['  order', 'up | down', 'default "up"', ''],
    ['  limit', 'integer', '', ''],
    ['  kind', 'plain', '', ''],
    ['  anything', '', '', ''],
  ])
  assert.deepEqual(inputRows({}, speaker('en-us')), [])
})

test('the end of the line becomes a part of the password', async () => {
  assert.equal(await readSecret({ stdin: Readable.from(['se', 'cret\r\nmore', 'more']) }), 'secret')
  assert.equal(await readSecret({ stdin: Readable.from([' blank ']) }), ' blank ')
})

test('an empty password is taken, or one typed where it is seen', async () => {
  await assert.rejects(readSecret({ stdin: Readable.from(['\n']) }), refusedAs('secret.empty'))
  await assert.rejects(readSecret({ stdin: Readable.from([]) }), refusedAs('secret.empty'))
  const terminal = Object.assign(Readable.from(['x']), { isTTY: true })
  await assert.rejects(readSecret({ stdin: terminal }), refusedAs('secret.terminal'))
})

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'stepwell-input-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

test('a duration is taken for another, or anything for one', () => {
  const read = (text: string): number => readDuration(text, '--for')
  assert.deepEqual(['90s', '30m', '1h30m', '2d'].map(read), [90_000, 1_800_000, 5_400_000, 172_800_000])
  assert.equal(read('1d1h1m1s'), 90_061_000)
  for (const text of ['', '30', '0m', '-1m', '1.5h', '1m30', '30m1h', '1 h', '1w', '9'.repeat(30) + 's'])
    assert.throws(() => read(text), refusedAs('usage.duration'), text)
})

test('a day, a time of day or a word is taken for a moment', () => {
  assert.equal(readMoment('2026-06-17T22:00:00Z', '--at'), Date.UTC(2026, 5, 17, 22))
  assert.equal(readMoment('2026-06-17T22:00+08:00', '--at'), Date.UTC(2026, 5, 17, 14))
  assert.equal(readMoment('2026-06-17T22:00', '--at'), new Date(2026, 5, 17, 22).getTime())
  for (const text of ['', 'noon', '22:00', '2026-06-17', '2026-99-17T22:00:00Z'])
    assert.throws(() => readMoment(text, '--at'), refusedAs('usage.moment'), text)
})
