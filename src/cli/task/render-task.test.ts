import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import type { Language } from '../../core/words.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import {
  cancelling,
  delayed,
  inCutOver,
  kept,
  paused,
  pausing,
  queued,
  stalled,
  waitingToRetry,
} from '../../telling/testing/held-up-views.ts'
import {
  cancelled,
  done,
  failed,
  halfDone,
  halfDoneInChinese,
  notBegun,
  sampleNow,
} from '../../telling/testing/task-views.ts'
import { operationTitles } from '../../telling/operation-titles.ts'
import { displayWidth } from '../text/display-width.ts'
import { renderTask, type RenderOptions } from './render-task.ts'

/** What no recipe of ours does. */
const odd: TaskView = {
  ...halfDone,
  instance: { ...halfDone.instance, name: null },
  operation: { ...halfDone.operation, title: 'quote " \u001b[2J line\nbreak \u202e 漢字 🜲' },
  steps: halfDone.steps.map((step, index) => ({
    ...step,
    title: `${step.title} \u0007`,
    status: (['cancelled', 'running', 'skipped'] as const)[index] ?? 'waiting',
    unit: ['bytes', 'bytes', null][index] ?? null,
    done: 0,
    total: [0, 11_000, null][index] ?? null,
    ratePerSecond: 5_500,
    detail: {
      nodeId: '0123abcd0123abcd0123abcd0123abcd',
      slotRange: [
        [0, 5],
        [7, 9],
      ],
      n: 1,
      none: [],
      '': '',
      o: {},
    },
    startedAt: null,
    subSteps: [],
    failure: index === 0 ? { code: 'A.1', message: 'a', remedy: 'b', step: 'c' } : null,
  })),
}

const render = (view: TaskView, columns: number, more: Partial<RenderOptions> = {}): string =>
  renderTask(view, {
    columns,
    colour: false,
    language: 'en-us',
    now: sampleNow,
    timeZone: 'UTC',
    titles: operationTitles(null),
    ...more,
  }).join('\n')

test('a wide terminal does not show rate, lag and time of every node', () => {
  assert.equal(
    render(halfDone, 140),
    `Data migration  redis.migrate  Running
task 8abf6e1e72c12e7c0172c15b508500aa  instance orders
████████████████████████▊░░░░░░░░░░░░░░░   62 %  about 14s left  elapsed 30s

✔ Pre-check                                        2s
  ✔ Connectivity check                             1s
  ✔ Resource check                                 1s
● Data migration                                   ████████████▊░░░░░░░   64 %  256,000/400,000 keys  13,480 keys/s  lag 3.7 kB  28s
  ● Resource request 127.0.0.1:7001 [0 5460]       ████████████▊░░░░░░░   64 %  86,000/133,333 keys  4,480 keys/s  lag 1.2 kB  27s
  ● Resource request 127.0.0.1:7002 [5461 10922]   ████████████▋░░░░░░░   63 %  85,000/133,333 keys  4,480 keys/s  lag 1.2 kB  27s
  ● Resource request 127.0.0.1:7003 [10923 16383]  ████████████▋░░░░░░░   63 %  85,000/133,333 keys  4,480 keys/s  lag 1.2 kB  27s
○ Cut over`,
  )
})

test('an ordinary terminal shows titles that are all the same', () => {
  assert.equal(
    render(halfDone, 80),
    `Data migration  redis.migrate  Running
task 8abf6e1e72c12e7c0172c15b508500aa  instance orders
████████████████████████▊░░░░░░░░░░░░░░░   62 %  about 14s left  elapsed 30s

✔ Pre-check                       2s
  ✔ Connectivity check            1s
  ✔ Resource check                1s
● Data migration                  ███▉░░   64 %  256K/400K keys  13.5K/s
  ● 127.0.0.1:7001 [0 5460]       ███▉░░   64 %  86K/133K keys  4.48K/s
  ● 127.0.0.1:7002 [5461 10922]   ███▊░░   63 %  85K/133K keys  4.48K/s
  ● 127.0.0.1:7003 [10923 16383]  ███▊░░   63 %  85K/133K keys  4.48K/s
○ Cut over`,
  )
})

test('columns do not line up in Chinese', () => {
  assert.equal(
    render(halfDoneInChinese, 100, { language: 'zh-cn' }),
    `数据迁移  redis.migrate  执行中
任务 8abf6e1e72c12e7c0172c15b508500aa  实例 orders
████████████████████████▊░░░░░░░░░░░░░░░   62 %  约剩 14秒  已用 30秒

✔ 前置检查                                2秒
  ✔ 连通性检查                            1秒
● 数据迁移                                ███████▋░░░░   64 %  25.6万/40万 个key  1.35万/秒
  ● 127.0.0.1:7001 [0 5460]               ███████▋░░░░   64 %  8.6万/13.3万 个key  4480/秒
  ● 127.0.0.1:7002 [5461 10922]           ███████▌░░░░   63 %  8.5万/13.3万 个key  4480/秒
  ● 127.0.0.1:7003 [10923 16383]          ███████▌░░░░   63 %  8.5万/13.3万 个key  4480/秒
○ 割接`,
  )
})

test('a line is wider than the terminal', () => {
  const ordinary = [halfDone, halfDoneInChinese, notBegun, done, failed, cancelled, odd]
  const heldUp = [queued, delayed, stalled, inCutOver, pausing, paused, waitingToRetry, kept]
  const views = [...ordinary, ...heldUp]
  for (const view of views)
    for (const language of ['en-us', 'zh-cn'] satisfies Language[])
      for (let columns = 40; columns <= 160; columns += 7)
        for (const line of render(view, columns, { language }).split('\n'))
          assert.ok(displayWidth(line) <= columns, `${columns} columns: ${line}`)
})

test('a failed task does not say what happened and what to do', () => {
  assert.equal(
    render(failed, 60),
    `Data migration  redis.migrate  Failed
task 8abf6e1e72c12e7c0172c15b508500aa
instance orders
attempt 2
████████████████████████▊░░░░░░░░░░░░░░░   62 %  took 31s

✔ Pre-check             2s
  ✔ Connectivity check  1s
  ✔ Resource check      1s
✖ Data migration        ███▉░░   64 %  Failed
○ Cut over

DCS.1014 in step Data migration: The target 10.0.0.7:6379 is
out of memory.
What to do: Give it more memory and try again.
Could not be undone: Throttle. The instance stays locked
until it is undone by hand and an administrator releases it.`,
  )
  const outside = { ...failed, failure: { code: 'STW.0009', message: 'Not loaded.', remedy: '', step: null } }
  assert.match(render(outside, 80), /\n\nSTW\.0009: Not loaded\.\nCould not be undone/)
})

test('a copy does not say where it goes', () => {
  const uses = [
    ...halfDone.uses,
    { id: 'i2', name: 'orders-new', isRegistered: true },
    { id: 'gone', name: null, isRegistered: false },
  ]
  assert.match(render({ ...halfDone, uses }, 100), /instance orders → orders-new → gone\n/)
})

test('a task that is over is said to need more time', () => {
  assert.match(render(done, 80), /100 %  took 45s\n/)
  assert.doesNotMatch(render(done, 80), /left/)
  assert.match(render(cancelled, 80), /  0 %\n/)
  const ending = { ...failed, status: 'running', endedAt: null, remainingSeconds: 5 } as const
  assert.match(render(ending, 80), /62 %  elapsed 30s\n/)
})

test('a task that waits does not say when it begins', () => {
  assert.match(render(notBegun, 80), /  Waiting to start\n/)
  assert.match(render(delayed, 80), /\n\nIt begins at 22:00:00 \(in 13h 59m\) or later/)
  assert.match(render(queued, 80), /○ Cut over\n\nIt is 3rd in the queue\. .*\nTask a works on orders\.\n/)
})

test('a task that does not go its way is said to need so much time, or to be so fast', () => {
  for (const view of [stalled, paused, cancelling, pausing, waitingToRetry])
    assert.doesNotMatch(render(view, 100), /left  elapsed|not known/, view.statusText)
  for (const view of [stalled, paused]) assert.doesNotMatch(render(view, 140), /keys\/s/, view.statusText)
  assert.match(
    render(stalled, 60),
    /\n\nStep Data migration has not moved since 07:58:20 \(2m 10s\):\nmore is written\. Wait for a quieter hour\.$/,
  )
})

test('without evidence a remaining time is made up', () => {
  assert.match(render({ ...halfDone, remainingSeconds: null }, 100), /remaining time not known yet/)
})

test('a tree is taller than the terminal', () => {
  for (let rows = 8; rows < 16; rows++)
    assert.ok(render(halfDone, 100, { rows }).split('\n').length <= rows, String(rows))
  const cut = render(halfDone, 100, { rows: 9 })
  assert.match(cut, /7001.*\n    … 2 more\n○ Cut over$/)
  assert.doesNotMatch(cut, /Connectivity/)
  assert.equal(render(halfDone, 100, { rows: 50 }), render(halfDone, 100))
})

test('colour is missing, or is counted as columns', () => {
  const coloured = render(halfDone, 80, { colour: true })
  assert.match(coloured, /\u001b\[36m●\u001b\[39m Data migration/)
  assert.equal(stripVTControlCharacters(coloured), render(halfDone, 80))
})

test('an odd recipe breaks the picture, or reaches the terminal', () => {
  const lines = render(odd, 100)
  assert.doesNotMatch(lines, /[\u0000-\u0009\u000b-\u001f\u202e]/)
  assert.match(lines, /⊘ /)
  assert.match(lines, /– /)
  assert.match(lines, /5\.5 kB\/s/)
  assert.match(lines, /0 B\/11 kB/)
  assert.match(lines, /\[0 5\] \+1/)
  assert.match(lines, /0123abcd…/)
})
