import { defineOperation, type OperationBuilder } from '../../core/operation.ts'
import type { Effects } from '../../core/step-context.ts'
import type { EffectLife } from '../../core/task.ts'
import type { Json } from '../../core/json.ts'
import { words } from '../../core/testing/samples.ts'

/** An input that any test can use. */
export type SampleInput = { readonly [name: string]: Json }

/** An operation without steps yet. */
export function sampleOperation<E extends Effects = Record<never, never>>(
  options: { readonly effects?: E; readonly version?: number; readonly name?: string } = {},
): OperationBuilder<SampleInput, E, Record<never, never>> {
  return defineOperation<SampleInput, E>({
    name: 'redis.sample',
    version: 1,
    service: 'dcs',
    title: words('Sample'),
    input: { type: 'object', properties: { target: { type: 'string', format: 'instance' } } },
    failures: { 'DCS.1001': { message: words('{what} broke'), remedy: words('Mend {what}.') } },
    ...options,
  })
}

/** The title of every step and part. */
export const title = words('A part')

/** Something of the outside that effects change, and what was done to it, in order. */
export interface Outside {
  readonly acts: string[]
  /** An effect that puts a name in place and removes it. */
  effect(name: string, lives: EffectLife): Effects[string]
}

/** An outside where nothing has been done. */
export function createOutside(): Outside {
  const acts: string[] = []
  return {
    acts,
    effect: (name, lives) => ({
      lives,
      title,
      async apply(input: Json, earlier: Json) {
        acts.push(
          `${name} on ${JSON.stringify(input)}${earlier === null ? '' : ` again ${JSON.stringify(earlier)}`}`,
        )
        return `${name} was off`
      },
      async undo(input: Json, result: Json) {
        acts.push(`${name} off ${JSON.stringify(input)} ${JSON.stringify(result)}`)
      },
    }),
  }
}

/** A point where a step waits for the test, and the test for the step. */
export interface Gate {
  /** The step comes to the gate and waits there. */
  pass(): Promise<void>
  /** Resolves when a step stands at the gate. */
  readonly reached: Promise<void>
  open(): void
}

/** A closed gate. */
export function createGate(): Gate {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  return {
    async pass() {
      reached.resolve()
      await opened.promise
    },
    reached: reached.promise,
    open: opened.resolve,
  }
}
