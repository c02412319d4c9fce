import type { XStatic } from 'typebox/schema'
import type { StepContext } from '../../../core/step-context.ts'
import { instanceReference } from '../../define-operation.ts'
import type { effects } from './effects.ts'

/** What a migration is asked with; the source is the task's own instance. */
export const input = {
  type: 'object',
  properties: {
    target: { ...instanceReference, description: 'The instance to copy to.' },
    targetData: {
      enum: ['must_be_empty', 'replace'],
      default: 'must_be_empty',
      description: 'What the target may hold: nothing (default), or keys that are removed.',
    },
    verify: {
      enum: ['sample', 'full'],
      default: 'sample',
      description: 'Compare some pages of keys (default) or every key.',
    },
    maximumKeysPerSecond: {
      type: 'integer',
      minimum: 1,
      description: 'Slows the full copy down, to be kinder to the source.',
    },
    largestKeyMegabytes: {
      type: 'integer',
      minimum: 1,
      default: 100,
      description: 'A larger key is refused: moving it would block the source.',
    },
    writePauseMilliseconds: {
      type: 'integer',
      minimum: 50,
      maximum: 30_000,
      default: 2000,
      description: 'How long writes may be paused at cut-over before it is given up and tried again later.',
    },
  },
  required: ['target'],
  additionalProperties: false,
} as const
export type MigrateInput = XStatic<typeof input>

/** What a step of the migration sees. */
export type MigrateContext<Outputs = unknown> = StepContext<MigrateInput, Outputs, typeof effects>
