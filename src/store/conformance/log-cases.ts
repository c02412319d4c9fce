import assert from 'node:assert/strict'
import { logLinesKept, type LogLine, type NewLogLine } from '../../core/log.ts'
import type { Store } from '../../core/store.ts'
import { submit } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const line = (text: string, over: Partial<NewLogLine> = {}): NewLogLine => ({
  step: 'copy',
  attempt: 1,
  at: 2000,
  text,
  skipped: 0,
  ...over,
})

const numbered = (from: number, to: number): readonly NewLogLine[] =>
  Array.from({ length: to - from + 1 }, (_, index) => line(String(from + index)))

const whole = (store: Store, task = 't1'): Promise<readonly LogLine[]> =>
  store.readLog(task, { afterId: 0, limit: 1e6 })

const texts = (lines: readonly LogLine[]) => lines.map(({ text }) => text)

/** What operations wrote. */
export function logCases(test: StoreTest): void {
  test('keeps the lines of a log in the order they came', async store => {
    await submit(store, 't1')
    await submit(store, 't2')
    await store.appendLog('t1', [line('one', { step: null, at: 1500 }), line('two')])
    await store.appendLog('t2', [line('of another')])
    await store.appendLog('t1', [line('three', { attempt: 2 }), line('four')])
    const lines = await whole(store)
    assert.deepEqual(
      lines.map(kept => ({ ...kept, id: 0 })),
      [
        { id: 0, step: null, attempt: 1, number: 1, at: 1500, text: 'one' },
        { id: 0, step: 'copy', attempt: 1, number: 1, at: 2000, text: 'two' },
        { id: 0, step: 'copy', attempt: 2, number: 1, at: 2000, text: 'three' },
        { id: 0, step: 'copy', attempt: 1, number: 2, at: 2000, text: 'four' },
      ],
    )
    const ids = [...lines, ...(await whole(store, 't2'))].map(({ id }) => id)
    assert.equal(new Set(ids).size, 5)
    assert.deepEqual(
      lines.map(({ id }) => id),
      lines.map(({ id }) => id).toSorted((a, b) => a - b),
    )
  })

  test('reads a log on from any line, of all steps or of one', async store => {
    await submit(store, 't1')
    const steps = ['copy', 'verify', null, 'copy', 'verify', 'copy'] as const
    await store.appendLog(
      't1',
      steps.map((step, index) => line(String(index), { step })),
    )
    const lines = await whole(store)
    assert.deepEqual(await store.readLog('t1', { afterId: lines[1]!.id, limit: 2 }), lines.slice(2, 4))
    const copied = await store.readLog('t1', { step: 'copy', afterId: 0, limit: 2 })
    assert.deepEqual(texts(copied), ['0', '3'])
    assert.deepEqual(texts(await store.readLog('t1', { step: 'copy', afterId: copied[1]!.id, limit: 2 })), [
      '5',
    ])
    assert.deepEqual(await store.readLog('t1', { afterId: lines.at(-1)!.id, limit: 2 }), [])
    assert.deepEqual(await store.readLog('t1', { step: 'nowhere', afterId: 0, limit: 2 }), [])
  })

  test('lets the oldest lines of a step and attempt go, and their numbers tell', async store => {
    await submit(store, 't1')
    await store.appendLog('t1', [line('first of another step', { step: 'verify' })])
    await store.appendLog('t1', [line('outside any step', { step: null })])
    await store.appendLog('t1', numbered(1, logLinesKept - 1))
    await store.appendLog('t1', numbered(logLinesKept, logLinesKept + 3))
    await store.appendLog('t1', [line('of another attempt', { attempt: 2 })])
    const lines = await whole(store)
    const kept = lines.filter(({ step, attempt }) => step === 'copy' && attempt === 1)
    assert.equal(kept.length, logLinesKept)
    assert.deepEqual([kept[0]?.text, kept[0]?.number, kept.at(-1)?.number], ['4', 4, logLinesKept + 3])
    assert.equal(lines.length, logLinesKept + 3, 'no other step and attempt has lost a line')
    const many = Array.from({ length: logLinesKept + 5 }, (_, index) =>
      line(`again ${index}`, { step: null }),
    )
    await store.appendLog('t1', many)
    const outside = (await whole(store)).filter(({ step }) => step === null)
    assert.deepEqual([outside.length, outside[0]?.text, outside[0]?.number], [logLinesKept, 'again 5', 7])
  })

  test('counts lines that were dropped on their way', async store => {
    await submit(store, 't1')
    await store.appendLog('t1', [line('a'), line('b', { skipped: 7 }), line('c')])
    await store.appendLog('t1', [line('d', { skipped: logLinesKept })])
    assert.deepEqual(
      (await whole(store)).map(({ text, number }) => [text, number]),
      [['d', logLinesKept + 11]],
    )
  })

  test('keeps any text as it is, and is not changed through what it was given', async store => {
    await submit(store, 't1')
    const odd = 'Ünïcödé 支付 💳 \u0000\u001b[2J "quoted" \\ \u2028 end'
    const given = { ...line(odd, { step: 'odd \u0000 步骤' }) }
    const appended = store.appendLog('t1', [given])
    given.text = 'changed'
    await appended
    const [kept] = await whole(store)
    assert.deepEqual([kept?.text, kept?.step], [odd, 'odd \u0000 步骤'])
    assert.deepEqual(texts(await store.readLog('t1', { step: 'odd \u0000 步骤', afterId: 0, limit: 1 })), [
      odd,
    ])
  })

  test('a line leaves the task, its history and its revision alone', async store => {
    const task = await submit(store, 't1')
    const history = await store.history('t1', 0, 10)
    await store.appendLog('t1', [line('a')])
    assert.deepEqual(await store.find('t1'), task)
    assert.deepEqual(await store.history('t1', 0, 10), history)
  })

  test('lines for a task that nobody has are dropped', async store => {
    await store.appendLog('t9', [line('a')])
    assert.deepEqual(await whole(store, 't9'), [])
    await submit(store, 't9')
    assert.deepEqual(await whole(store, 't9'), [])
  })
}
