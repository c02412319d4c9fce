import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionRules, actions } from '../../core/actions.ts'
import { problemsOf } from '../check.ts'
import { type DialectRequest, type Route } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { samples, samplesShownAt } from '../samples.ts'
import { routeIn } from '../testing/route-in.ts'
import type { SeenTask, ViewContext } from '../view.ts'
import { actionRequest } from './action-request.ts'
import { actionViews } from './action-view.ts'
import { nativeDialect } from './dialect.ts'
import { taskView } from './task-view.ts'

const routeOf = routeIn(nativeDialect)
const nothing: DialectRequest = { path: {}, query: [], body: undefined }
const path = { id: 't1' }
const ask = (id: string, body?: object) => routeOf(id).parse({ ...nothing, path, body })
const context = sampleContext({ administrator: true })

const reply = (id: string, seen: SeenTask) => {
  const route = routeOf(id) as Route<'change'>
  const rendered = route.render(seen, context)
  assert.deepEqual(problemsOf(route.answers[rendered.status]!.schema, rendered.body), [])
  return rendered.status
}

test('what is asked of a task is read, with a reason or without a body', () => {
  const plain = {
    cancelTask: 'cancelRequested',
    resumeTask: 'resumed',
    retryTask: 'retryRequested',
    skipTask: 'skipRequested',
    deleteTask: 'deleted',
  }
  for (const [id, type] of Object.entries(plain)) {
    const key = { id: 't1', isBeginning: true } as const
    assert.deepEqual(ask(id), { key, event: { type }, reason: null })
    assert.deepEqual(ask(id, {}), { key, event: { type }, reason: null })
    assert.deepEqual(ask(id, { reason: 'why' }), { key, event: { type }, reason: 'why' })
  }
  const limit = { until: Date.UTC(2026, 0, 2), afterwards: 'resume' }
  const event = { type: 'pauseRequested', limit: null }
  assert.deepEqual(ask('pauseTask'), { key: { id: 't1', isBeginning: true }, event, reason: null })
  const until = '2026-01-02T00:00:00Z'
  assert.deepEqual(ask('pauseTask', { until }), {
    key: { id: 't1', isBeginning: true },
    event: { ...event, limit },
    reason: null,
  })
  assert.deepEqual(ask('pauseTask', { until, afterwards: 'cancel', reason: 'lunch' }), {
    key: { id: 't1', isBeginning: true },
    event: { ...event, limit: { ...limit, afterwards: 'cancel' } },
    reason: 'lunch',
  })
  assert.deepEqual(ask('rescheduleTask', { dueAt: until }), {
    key: { id: 't1', isBeginning: true },
    event: { type: 'rescheduled', dueAt: limit.until },
    reason: null,
  })
})

test('a pause that is to end in a cancel is given no end', () => {
  assert.throws(() => ask('pauseTask', { afterwards: 'cancel' }), { code: 'invalid_request' })
})

test('an instance is freed without a word why', () => {
  assert.throws(() => ask('releaseTask'), { code: 'invalid_request' })
  assert.throws(() => ask('releaseTask', { reason: '' }), { code: 'invalid_request' })
  const released = {
    key: { id: 't1', isBeginning: true },
    event: { type: 'released' },
    reason: 'undone by hand',
  }
  assert.deepEqual(ask('releaseTask', { reason: 'undone by hand' }), released)
})

test('what comes through at once is told apart from what was only asked for', () => {
  assert.equal(reply('cancelTask', samples.cancelled), 200)
  assert.equal(reply('cancelTask', samples.cancelling), 202)
  assert.equal(reply('pauseTask', samples.paused), 200)
  assert.equal(reply('pauseTask', samples.pausing), 202)
  for (const id of ['resumeTask', 'retryTask', 'skipTask', 'releaseTask', 'rescheduleTask', 'deleteTask'])
    assert.equal(reply(id, samples.half), 200)
})

const costs = (seen: SeenTask, change: Partial<ViewContext> = {}) =>
  Object.fromEntries(
    actionViews(seen, { ...context, ...change }).actions.map(({ action, cost }) => [action, cost]),
  )

test('what may be done is told with what it costs', () => {
  assert.deepEqual(costs(samples.half), {
    cancel: 'Stops within 3 s. The task ends; the instance is free once all is undone. Stays: copied keys.',
    pause: 'Stops within 3 s. Checkpoints are kept, and the instance stays locked. Stays: copied keys.',
  })
  assert.deepEqual(costs(samples.paused), {
    cancel: 'The task ends; the instance is free once all is undone. Undoes: Throttle. Stays: copied keys.',
    resume: 'It goes on from its checkpoint. Goes on with step Data migration. Stays in place: Throttle.',
  })
  assert.deepEqual(Object.keys(costs(samples.oneStepFailed)), ['retry', 'skip', 'delete'])
  assert.match(costs(samples.oneStepFailed)['skip']!, /Leaves out step Data migration/)
  assert.deepEqual(Object.keys(costs(samples.superseded)), ['delete'])
  assert.deepEqual(costs(samples.queued), {
    cancel: 'The task ends without having begun.',
    reschedule: 'It begins at the time given.',
  })
  const keeping = { ...samples.oneStepFailed.task, effectsExpireAt: samplesShownAt + 1000 }
  assert.match(costs({ ...samples.oneStepFailed, task: keeping })['cancel']!, /^Gives the retry up/)
  assert.deepEqual(costs(samples.done), {
    delete: 'It disappears from all lists; its history is kept as long as of any task.',
  })
  assert.equal(
    costs(samples.half, { language: 'zh-cn' })['cancel'],
    '将在 3 秒内停止。任务将结束；撤销完成后实例即被释放。将保留：已复制的key。',
  )
})

test('what somebody may not do is offered, or cannot be told from what nobody can', () => {
  const mayAct: ViewContext['mayAct'] = (action, { task }) =>
    action !== 'cancel' || task !== samples.half.task
  assert.deepEqual(Object.keys(costs(samples.half, { mayAct })), ['pause'])
  assert.deepEqual(actionViews(samples.half, { ...context, mayAct, language: 'zh-cn' }).forbiddenActions, [
    { action: 'cancel', title: '取消任务' },
  ])
  assert.deepEqual(actionViews(samples.paused, { ...context, mayAct }).forbiddenActions, [])
})

test('a step that may not be cancelled is named, with the moment it has to end by', () => {
  const [check, migrate] = samples.half.task.steps
  const fixed = { ...migrate!, cancellable: false, deadlineAt: samplesShownAt + 60_000 }
  const behind = { ...check!, status: 'waiting' } as const
  const inFixed = (steps: typeof samples.half.task.steps): SeenTask => ({
    ...samples.half,
    task: { ...samples.half.task, steps },
  })
  const [cancel] = actionViews(inFixed([check!, fixed, behind]), context).actions
  assert.deepEqual([cancel?.stopsWithinSeconds, cancel?.waitsUntil], [null, '2022-09-01T11:55:30.000Z'])
  assert.match(
    cancel!.cost,
    /^Waits until step Data migration has ended, .* 2022-09-01T11:55:30\.000Z at the latest/,
  )
  const noDeadline = actionViews(inFixed([check!, { ...fixed, deadlineAt: null }, behind]), context).actions
  assert.match(
    noDeadline[0]!.cost,
    /^Waits until step Data migration has ended, which may not be cancelled\. /,
  )
  assert.match(actionViews(inFixed([check!, fixed]), context).actions[0]!.cost, /^Comes too late/)
})

test('the routes refuse or let through what the rules of the actions say otherwise', () => {
  for (const action of actions)
    assert.equal(
      routeOf(`${action}Task`).bodyRequired,
      actionRules[action].reason === 'required' || action === 'reschedule',
      action,
    )
  const rules = (seen: SeenTask) =>
    actionViews(seen, context).actions.map(({ action, reason, isGrave }) => [action, reason, isGrave])
  assert.deepEqual(rules(samples.half), [
    ['cancel', 'optional', true],
    ['pause', 'optional', false],
  ])
})

test('an action is asked for in another way than its route takes it', () => {
  for (const action of actions) {
    const { method, path: template, body } = routeOf(`${action}Task`)
    const request = actionRequest(action, '{id}')
    assert.deepEqual([request.method, request.path], [method, template], action)
    const { properties = {}, required = [] } = body as {
      readonly properties?: object
      readonly required?: readonly string[]
    }
    const fields = Object.keys(properties).filter(name => name !== 'reason')
    assert.deepEqual(
      request.fields,
      fields.map(name => ({ name, required: required.includes(name) })),
      action,
    )
  }
})

const view = (seen: SeenTask) => taskView(seen, context)

test('where a task stops that was asked to is left to be guessed', () => {
  assert.equal(view(samples.half).stop, null)
  const within = { at: 'cancelPoint', step: 'migrate', withinSeconds: 3, until: null }
  assert.deepEqual(view(samples.cancelling).stop, within)
  assert.deepEqual(view(samples.pausing).stop, within)
  const { task } = samples.cancelling
  const fixed = (deadlineAt: number | null): SeenTask => ({
    ...samples.cancelling,
    task: { ...task, steps: task.steps.map(step => ({ ...step, cancellable: false, deadlineAt })) },
  })
  const late = { at: 'tooLate', step: 'migrate', withinSeconds: null }
  assert.deepEqual(view(fixed(samplesShownAt)).stop, { ...late, until: '2022-09-01T11:54:30.000Z' })
  assert.deepEqual(view(fixed(null)).stop, { ...late, until: null })
  const lost = view({ ...samples.cancelling, task: { ...task, worker: null } })
  assert.deepEqual(lost.stop, { at: 'claim', step: null, withinSeconds: null, until: null })
})

test('a task that waits is shown without what it waits for', () => {
  assert.deepEqual(view(samples.queued).queue, {
    place: 2,
    waitsFor: [
      {
        kind: 'undo',
        text: 'Task task-in-front is over, and is still undoing on orders-new what may not be left behind.',
        task: 'task-in-front',
        instance: 'other',
      },
      {
        kind: 'turn',
        text: `Task task-before begins first on ${samples.queued.uses[0]!.name}.`,
        task: 'task-before',
        instance: samples.queued.task.instance,
      },
    ],
    predictedStartAt: '2022-09-01T11:53:24.000Z',
  })
  const next = { place: 1, waitsFor: [{ kind: 'worker' }], predictedStartAt: null } as const
  assert.deepEqual(view({ ...samples.queued, queue: next }).queue?.waitsFor, [
    { kind: 'worker', text: 'It begins as soon as a worker is free.', task: null, instance: null },
  ])
  assert.deepEqual(view(samples.delayed).queue?.waitsFor, [
    { kind: 'time', text: 'It begins at 2022-09-01T12:52:24.000Z.', task: null, instance: null },
  ])
})

test('an instance that is no longer registered leaves a hole in what is waited for', () => {
  const uses = samples.queued.uses.map(({ id }) => ({ id, name: null, isRegistered: false }))
  assert.match(view({ ...samples.queued, uses }).queue!.waitsFor[0]!.text, / still undoing on other what /)
  assert.deepEqual(view({ ...samples.queued, uses }).uses, uses)
})

test('what a pause may cost is left out of what its button says', () => {
  const { task } = samples.half
  const pauseCosts = { 'en-us': 'After 64 MB all keys are copied again.', 'zh-cn': '超过64 MB将重新复制。' }
  const steps = task.steps.map(step => ({ ...step, pauseCosts }))
  const pause = actionViews({ ...samples.half, task: { ...task, steps } }, context).actions.find(
    ({ action }) => action === 'pause',
  )
  assert.match(pause!.cost, /stays locked\. After 64 MB all keys are copied again\./)
})

test('what was measured before a pause, a stall or a loss is shown as how it is now', () => {
  const figures = ({ steps }: ReturnType<typeof view>) =>
    steps.flatMap(({ subSteps }) => subSteps).map(part => [part.ratePerSecond, part.lagBytes])
  const measuring = (change: Partial<SeenTask['task']>): SeenTask => {
    const { task } = samples.half
    const steps = task.steps.map(step => ({
      ...step,
      subSteps: step.subSteps.map(part => ({ ...part, status: step.status, ratePerSecond: 5, lagBytes: 7 })),
    }))
    return { ...samples.half, task: { ...task, steps, ...change } }
  }
  const seen = (change: Partial<SeenTask['task']>) =>
    figures(view(measuring(change))).find((_, index) => index === running)
  const running = figures(view(measuring({}))).findIndex(([rate]) => rate !== null)
  const stall = { step: 'x', since: 0 } as const
  assert.deepEqual(seen({}), [5, 7])
  assert.deepEqual(seen({ worker: null }), [null, null])
  assert.deepEqual(seen({ ending: { status: 'failed', failure: null, retryAt: null } }), [null, null])
  assert.deepEqual(seen({ stall: { ...stall, reason: 'lag_grows' } }), [null, 7])
  assert.deepEqual(seen({ stall: { ...stall, reason: 'connection_lost' } }), [null, null])
})

test('a lost connection does not say to whom, or what a step said is not shown', () => {
  const { task } = samples.half
  const about = { 'en-us': 'the target 127.0.0.1:6379', 'zh-cn': '目标端 127.0.0.1:6379' }
  const stall = { step: 'x', since: 0, reason: 'connection_lost', about } as const
  const remark = { step: 'x', at: 1000, kind: 'warning', text: about } as const
  const shown = view({ ...samples.half, task: { ...task, stall, remarks: [remark] } })
  assert.equal(shown.stall?.reasonText, 'the connection to the target 127.0.0.1:6379 is lost')
  assert.deepEqual(shown.remarks, [
    { step: 'x', at: '1970-01-01T00:00:01.000Z', kind: 'warning', text: 'the target 127.0.0.1:6379' },
  ])
})

test('a task that does not move is shown as plainly running', () => {
  assert.equal(view(samples.stalled).statusText, 'Stalled')
  assert.deepEqual(view(samples.stalled).stall, {
    step: 'migrate',
    since: '2022-09-01T11:53:30.000Z',
    reason: 'lag_grows',
    reasonText: 'more is written than it can follow',
    remedy: 'Have less written to the instance, or wait for a quieter hour.',
  })
  assert.equal(view(samples.waitingToRetry).statusText, 'Waiting to try again')
  assert.equal(view(samples.givenBack).statusText, 'Waiting for a worker')
  assert.equal(view(samples.pausing).statusText, 'Pausing')
  assert.equal(view(samples.paused).steps[1]?.statusText, 'Paused')
  const { statusText, pauseLimit, pausedAt } = view(samples.paused)
  assert.deepEqual(
    [statusText, pauseLimit, pausedAt],
    ['Paused', { until: '2022-09-01T12:52:24.000Z', afterwards: 'cancel' }, '2022-09-01T11:54:05.000Z'],
  )
})
