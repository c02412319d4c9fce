import type { XStatic } from 'typebox/schema'
import {
  defineOperation as defineFromSchema,
  type OperationBuilder,
  type OperationOptions,
} from '../core/operation.ts'
import type { Effects } from '../core/step-context.ts'
import type { Words } from '../core/words.ts'

/** A property of an operation's input that names an instance; the task gets its id, and locks it. */
export const instanceReference = {
  type: 'string',
  format: 'instance',
  minLength: 1,
} as const

/** The schema of a part of an input, with a title for people, and what it is for. */
export function titled<Schema extends object>(schema: Schema, title: Words, description?: Words): Schema {
  const words = { title, ...(description === undefined ? {} : { description }) }
  // As typebox's `Type` makes them, schemas hold more than can be spread.
  const copy: Schema = Object.create(Object.getPrototypeOf(schema) as object | null, {
    ...Object.getOwnPropertyDescriptors(schema),
  })
  return Object.assign(copy, words)
}

/**
 * Defines an operation whose input is typed by its schema: a durable recipe made of steps. Each `.step()` sees the typed
 * outputs of the steps before it. The schema is JSON Schema, written out or made by typebox's `Type`. Throws a TypeError
 * when the definition cannot work.
 *
 * Only types of typebox are used here: it would cost every worker 20 MB that only the server has a use for.
 */
export function defineOperation<const Schema extends object, E extends Effects = Record<never, never>>(
  options: Omit<OperationOptions<Effects>, 'input' | 'effects'> & {
    readonly input: Schema
    /** Inferred from what is written; `& Effects` types what `apply` and `undo` are given where it is not written. */
    readonly effects?: E & Effects
  },
): OperationBuilder<XStatic<Schema>, E, Record<never, never>> {
  return defineFromSchema<XStatic<Schema>, E>(options)
}
