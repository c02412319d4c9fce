import { Type, type Static } from 'typebox'
import type { StepContext } from '../../../core/step-context.ts'
import { instanceReference } from '../../define-operation.ts'
import type { effects } from './effects.ts'

/** What a migration is asked with; the source is the task's own instance. */
export const input = Type.Object(
  {
    target: instanceReference('The instance to copy to.'),
    targetData: Type.Optional(
      Type.Union([Type.Literal('must_be_empty'), Type.Literal('replace')], {
        description: 'What the target may hold: nothing (default), or keys that are removed.',
        default: 'must_be_empty',
      }),
    ),
    verify: Type.Optional(
      Type.Union([Type.Literal('sample'), Type.Literal('full')], {
        description: 'Compare some pages of keys (default) or every key.',
        default: 'sample',
      }),
    ),
    maximumKeysPerSecond: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Slows the full copy down, to be kinder to the source.' }),
    ),
    largestKeyMegabytes: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: 100,
        description: 'A larger key is refused: moving it would block the source.',
      }),
    ),
    writePauseMilliseconds: Type.Optional(
      Type.Integer({
        minimum: 50,
        maximum: 30_000,
        default: 2000,
        description: 'How long writes may be paused at cut-over before it is given up and tried again later.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type MigrateInput = Static<typeof input>

/** What a step of the migration sees. */
export type MigrateContext<Outputs = unknown> = StepContext<MigrateInput, Outputs, typeof effects>
