import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineOperation, isOperation, type StepOptions } from './operation.ts'
import type { EffectDefinition, StepContext } from './step-context.ts'
import { words } from './testing/samples.ts'

const plain = {
  name: 'redis.any',
  version: 1,
  service: 'dcs',
  title: words('Any'),
  input: { type: 'object' },
} as const
const title = words('Step')

const pause: EffectDefinition<{ readonly ms: number }, { readonly earlier: string }> = {
  lives: 'attempt',
  title,
  apply: async () => ({ earlier: 'no' }),
  undo: async () => {},
}

test('what is left out has a plain default', () => {
  const operation = defineOperation(plain).step('only', { title, run: async () => {} })
  assert.deepEqual(operation.steps, [
    {
      name: 'only',
      title,
      weight: 1,
      cancellable: true,
      skippable: false,
      budgetSeconds: null,
      stopSeconds: 30,
      stallSeconds: null,
      leaves: null,
      pauseCosts: null,
      retry: { times: 3, firstDelaySeconds: 2, longestDelaySeconds: 60 },
      unit: null,
      subSteps: [],
    },
  ])
  assert.deepEqual([operation.description, operation.failures, operation.effects], [words('Any'), {}, {}])
  const full = defineOperation({ ...plain, description: words('Long'), failures: {}, effects: { pause } })
  assert.deepEqual([full.description, Object.keys(full.effects)], [words('Long'), ['pause']])
})

test('a definition goes on from another without changing it', () => {
  const one = defineOperation(plain).step('one', { title, run: async () => 1 })
  const two = one.step('two', { title, run: async () => 2 })
  assert.deepEqual([Object.keys(one.run), Object.keys(two.run)], [['one'], ['one', 'two']])
})

test('a definition that cannot work is refused when the recipe is loaded', () => {
  const define = (options: Partial<StepOptions>): unknown =>
    defineOperation(plain).step('one', { title, ...options, run: async () => {} })
  const parts = (...given: readonly { name: string; weight?: number }[]) => ({
    subSteps: given.map(part => ({ title, ...part })),
  })
  assert.throws(() => define({ weight: 0 }), {
    name: 'TypeError',
    message: /redis.any, step one: its weight/,
  })
  assert.throws(() => define({ weight: Infinity }), /its weight is not positive/)
  assert.throws(() => define({ cancellable: false }), /needs budgetSeconds/)
  assert.throws(() => define({ budgetSeconds: 0 }), /budgetSeconds is not positive/)
  assert.throws(() => define({ stopSeconds: 0 }), /stopSeconds is not positive/)
  assert.throws(() => define({ stallSeconds: -1 }), /stallSeconds is not positive/)
  const often = { times: 0, firstDelaySeconds: 1, longestDelaySeconds: 1 }
  assert.throws(() => define({ retry: often }), /its retry is not a count and two delays/)
  assert.doesNotThrow(() => define({ retry: null }))
  assert.throws(() => define(parts({ name: 'a' }, { name: 'a' })), /a sub-step has the name of another/)
  assert.throws(() => define(parts({ name: 'a', weight: -1 })), /weight of a sub-step is not positive/)
  const once = defineOperation(plain).step('one', { title, run: async () => {} })
  assert.throws(() => once.step('one', { title, run: async () => {} }), /used twice/)
})

test('an operation is known by its brand, also one of a second copy of this module', () => {
  const operation = defineOperation(plain)
  assert.ok(isOperation(operation))
  assert.ok(isOperation({ [Symbol.for('stepwell.operation')]: true }))
  for (const other of [null, 'redis.any', {}, { ...plain, steps: [] }]) assert.ok(!isOperation(other))
})

test('the types: outputs flow into the steps behind, effects take what they are defined with', async () => {
  const operation = defineOperation<{ readonly target: string }, { pause: typeof pause }>({
    ...plain,
    effects: { pause },
  })
    .step('plan', {
      title,
      run: async context => {
        // @ts-expect-error -- no step has run before the first
        void context.outputs.plan
        return { slots: context.input.target.length }
      },
    })
    .step('nothing', { title, run: async () => {} })
    .step('copy', {
      title,
      run: async context => {
        const slots: number = context.outputs.plan.slots
        const nothing: null = context.outputs.nothing
        // @ts-expect-error -- slots is a number
        const wrong: string = context.outputs.plan.slots
        // @ts-expect-error -- a step does not see its own output
        void context.outputs.copy
        // @ts-expect-error -- the input has no such property
        void context.input.source
        return [slots, nothing, wrong]
      },
    })
    .step('effects', {
      title,
      run: async context => {
        const { earlier } = await context.apply('pause', { ms: 5 })
        const typed: string = earlier
        await context.undo('pause')
        // @ts-expect-error -- no such effect
        await context.apply('throttle', { ms: 5 })
        // @ts-expect-error -- no such effect
        await context.undo('throttle')
        return typed
      },
    })
  // @ts-expect-error -- a step gives what survives JSON
  operation.step('odd', { title, run: async () => new Map() })

  const context = { input: { target: 'four' }, outputs: { plan: { slots: 4 }, nothing: null } }
  const run = (step: string) => operation.run[step]!(context as unknown as StepContext<never, never, never>)
  assert.deepEqual([await run('plan'), await run('copy')], [{ slots: 4 }, [4, null, 4]])
})
