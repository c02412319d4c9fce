import type { Json } from '../../../core/json.ts'
import { cutOver } from './cut-over.ts'
import { migrateData } from './data-migration.ts'
import { withFailures, type FaultContext } from './faults.ts'
import type { MigrateContext } from './input.ts'
import { preCheck } from './pre-check.ts'
import type { MigrationOutputs } from './outcome.ts'
import { resumeOperation } from './resume.ts'
import { verify } from './verify.ts'

type Planned = MigrateContext<{ readonly pre_check: unknown }>

/** A step's work with the faults of servers told as failures of the operation, and its output as JSON. */
const step =
  <Context extends FaultContext, Output>(work: (context: Context) => Promise<Output>) =>
  (context: Context): Promise<Json> =>
    withFailures(context, async () => (await work(context)) as Json)

/** What the steps of the migration do. */
export const steps = {
  preCheck: step<MigrateContext, unknown>(preCheck),
  migrateData: step<Planned, unknown>(migrateData),
  verify: step<Planned, unknown>(verify),
  cutOver: step<Planned, unknown>(cutOver),
  resumeOperation: step<MigrateContext<MigrationOutputs>, unknown>(resumeOperation),
}
