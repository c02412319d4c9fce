import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clock } from '../core/clock.ts'
import { logLinesKept } from '../core/log.ts'
import type { Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import type { Effects } from '../core/step-context.ts'
import { createGate, sampleOperation, title } from './testing/sample-operation.ts'
import { createTaskLog } from './task-log.ts'
import { createWorld } from './testing/world.ts'

const readAll = (store: Store, task: Task) => store.readLog(task.id, { afterId: 0, limit: 1e6 })
const told = async (store: Store, task: Task) =>
  (await readAll(store, task)).map(line => `${line.attempt} ${line.step} ${line.number} ${line.text}`)

/** An effect that tells what it does. */
const talking: Effects[string] = {
  lives: 'attempt',
  title,
  apply: async (input: string, _, { log }) => {
    log(`${input} on`)
    return null
  },
  undo: async (input: string, _, { log }) => log(`${input} off`),
}

test('what steps, effects and undo write cannot be told apart, or some of it is not kept', async () => {
  const operation = sampleOperation({ effects: { brake: talking } })
    .step('plan', { title, run: async ({ log }) => log('two\nlines') })
    .step('copy', {
      title,
      run: async context => {
        await context.apply('brake', 'slow')
        await context.undo('brake')
        await context.apply('brake', 'slower')
        context.log('copied')
      },
    })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(await told(world.store, ended), [
    '1 plan 1 two',
    '1 plan 2 lines',
    '1 copy 1 slow on',
    '1 copy 2 slow off',
    '1 copy 3 slower on',
    '1 copy 4 copied',
    '1 null 1 slower off',
  ])
  assert.ok(world.log.includes('copied'), 'and the worker has it in its own')
})

test('a log can be read only once its step is over', async () => {
  const [said, over] = [createGate(), createGate()]
  const operation = sampleOperation().step('copy', {
    title,
    run: async ({ log }) => {
      log('half way')
      await said.pass()
      log('all the way')
      await over.pass()
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await said.reached
  // Stored by the worker's own timer: the step ends only when the line is there.
  while ((await readAll(world.store, task)).length === 0) await new Promise(resolve => setImmediate(resolve))
  const during = await world.store.find(task.id)
  assert.equal(during?.steps[0]?.status, 'running')
  said.open()
  over.open()
  await world.ended(task)
  assert.deepEqual(await told(world.store, task), ['1 copy 1 half way', '1 copy 2 all the way'])
})

test('lines of a step come after its end, or change the task', async () => {
  const lines: number[] = []
  const operation = sampleOperation()
    .step('plan', { title, run: async ({ log }) => log('planned') })
    .step('copy', { title, run: async () => {} })
  await using world = await createWorld(operation)
  const patient = { reportEveryMs: 60_000 }
  world.store.faultAfter(async (_, commit) => {
    const { task } = commit!
    if (task.steps[0]!.status === 'succeeded') lines.push((await readAll(world.store, task)).length)
  })
  await world.worker('a', patient)
  const ended = await world.ended(await world.submit(operation))
  assert.ok(lines.length > 0 && lines.every(count => count === 1), lines.join())
  assert.equal(ended.revision, world.store.written().length)
})

test('a store that refuses lines holds a step up, fails it, or hides that lines are missing', async () => {
  const gate = createGate()
  const operation = sampleOperation()
    .step('plan', {
      title,
      run: async context => {
        context.log('lost')
        context.log('lost, too')
        await gate.pass()
        context.log('kept')
      },
    })
    .step('copy', { title, run: async ({ log }) => log('copied') })
  await using world = await createWorld(operation)
  let broken = true
  const refused = Promise.withResolvers<void>()
  const store: Store = {
    ...world.store,
    async appendLog(task, lines) {
      if (!broken) return world.store.appendLog(task, lines)
      refused.resolve()
      throw new Error('the disk is full')
    },
  }
  await world.worker('a', { store })
  const task = await world.submit(operation)
  await refused.promise
  broken = false
  gate.open()
  const ended = await world.ended(task)
  assert.equal(ended.status, 'succeeded')
  assert.deepEqual(await told(world.store, task), ['1 plan 3 kept', '1 copy 1 copied'])
  assert.ok(world.log.includes('lines of its log are lost: Error: the disk is full'))
})

test('a step that writes without end fills the memory, and what it said last is lost', async () => {
  const operation = sampleOperation().step('copy', {
    title,
    run: async ({ log }) => {
      for (let index = 1; index <= 3 * logLinesKept; index++) log(`line ${index}`)
    },
  })
  await using world = await createWorld(operation)
  const appended: number[] = []
  const store: Store = {
    ...world.store,
    appendLog(task, lines) {
      appended.push(lines.length)
      return world.store.appendLog(task, lines)
    },
  }
  await world.worker('a', { store, log: () => {} })
  const lines = await readAll(world.store, await world.ended(await world.submit(operation)))
  assert.deepEqual(appended, [logLinesKept])
  assert.deepEqual(
    [lines.length, lines[0]?.number, lines.at(-1)?.number, lines.at(-1)?.text],
    [logLinesKept, 2 * logLinesKept + 1, 3 * logLinesKept, `line ${3 * logLinesKept}`],
  )
})

test('a slow store is given one write beside the other without end', async () => {
  const timers: (() => void)[] = []
  const clock: Clock = {
    now: () => 5,
    elapsed: () => 5,
    after(_, act) {
      timers.push(act)
      return { cancel: () => void timers.splice(0) }
    },
    every: () => assert.fail('nothing is done again and again'),
  }
  const aSecondLater = (): void => timers.splice(0).forEach(act => act())
  const slow = Promise.withResolvers<void>()
  const appended: string[] = []
  const log = createTaskLog({
    store: {
      appendLog(_, lines) {
        appended.push(lines.map(({ text }) => text).join())
        return slow.promise
      },
    },
    clock,
    task: () => ({ id: 't', attempt: 1 }),
    writeEveryMs: 1000,
    failed: error => assert.fail(String(error)),
  })
  for (const text of ['a', 'b', 'c']) {
    log.write('copy', text)
    aSecondLater()
  }
  assert.deepEqual(appended, ['a'])
  log.write('copy', 'd')
  const ended = log.end()
  assert.deepEqual(appended, ['a', 'b,c,d'], 'the end waits for nobody')
  slow.resolve()
  await ended
  log.write('copy', 'late')
  assert.deepEqual(timers, [])
})

test('a task that was given back leaves a timer, or what it still writes is stored', async () => {
  const gate = createGate()
  let late: (() => void) | null = null
  const operation = sampleOperation().step('copy', {
    title,
    run: async context => {
      context.log(`under ${context.epoch}`)
      late ??= () => context.log('late')
      await gate.pass()
      context.cancelPoint()
    },
  })
  await using world = await createWorld(operation)
  const worker = await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  const drained = worker.drain()
  gate.open()
  await drained
  late!()
  await world.worker('b')
  await world.ended(task)
  assert.deepEqual(await told(world.store, task), ['1 copy 1 under 1', '1 copy 2 under 2'])
})

test('why an undo is tried again is told to nobody but the worker', async () => {
  let tries = 0
  const brake: Effects[string] = {
    ...talking,
    async undo() {
      if (++tries < 2) throw new Error('the server does not answer')
    },
  }
  const operation = sampleOperation({ effects: { brake } }).step('copy', {
    title,
    run: async context => void (await context.apply('brake', 'slow')),
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual((await told(world.store, ended)).slice(1), [
    '1 null 1 undo failed, trying again in 1 ms: Error: the server does not answer',
  ])
})
