import { Type, type Static, type TObject } from 'typebox'
import {
  defineOperation as defineFromSchema,
  type OperationBuilder,
  type OperationOptions,
} from '../core/operation.ts'
import type { Effects } from '../core/step-context.ts'

/** A property of an operation's input that names an instance; the task gets its id, and locks it. */
export const instanceReference = (description?: string) =>
  Type.String({ format: 'instance', minLength: 1, ...(description === undefined ? {} : { description }) })

/**
 * Defines an operation whose input is typed by its schema: a durable recipe made of steps. Each `.step()` sees the typed
 * outputs of the steps before it. Throws a TypeError when the definition cannot work.
 */
export function defineOperation<Schema extends TObject, E extends Effects = Record<never, never>>(
  options: Omit<OperationOptions<E>, 'input'> & { readonly input: Schema },
): OperationBuilder<Static<Schema>, E, Record<never, never>> {
  return defineFromSchema<Static<Schema>, E>(options)
}
