import { defineOperation } from '../../define-operation.ts'
import { effects } from './effects.ts'
import { failures } from './failures.ts'
import { input } from './input.ts'
import { description, details, leaves, parts, pauseCosts, steps, title } from './words.ts'

/** What the steps do; loaded with the first task, with the driver below it. */
const acts = async () => (await import('./steps.ts')).steps

/** Longer than a command waits for its answer: a server that hangs is known to be why by then. */
const stallSeconds = 20

/**
 * Moves an instance to other Redis servers while clients go on: state-based copy, the replication stream used as a list of
 * changed keys only. A crash at any point is gone on from; what was missed is copied again.
 */
export const redisMigrate = defineOperation({
  name: 'redis.migrate',
  version: 1,
  service: 'dcs',
  jobName: 'DataMigration',
  title,
  description,
  input,
  details,
  failures,
  effects,
  // What the cloud asks of who starts one; it names no resource type there.
  permission: { action: 'dcs:migrationTask:create', aliases: [], resourceType: null },
})
  .step('pre_check', {
    title: steps.preCheck,
    weight: 2,
    unit: 'checks',
    retry: null,
    subSteps: [
      { name: 'resource_check', title: parts.resourceCheck },
      { name: 'instance_status_check', title: parts.instanceStatusCheck },
      { name: 'version_check', title: parts.versionCheck },
      { name: 'target_data_check', title: parts.targetDataCheck },
      { name: 'large_key_check', title: parts.largeKeyCheck },
    ],
    run: async context => (await acts()).preCheck(context),
  })
  .step('data_migration', {
    title: steps.dataMigration,
    weight: 85,
    stopSeconds: 10,
    stallSeconds,
    leaves: leaves.copiedKeys,
    pauseCosts,
    run: async context => (await acts()).migrateData(context),
  })
  .step('verify', {
    title: steps.verify,
    weight: 8,
    unit: 'keys',
    stopSeconds: 10,
    stallSeconds,
    run: async context => (await acts()).verify(context),
  })
  .step('cut_over', {
    title: steps.cutOver,
    weight: 3,
    cancellable: false,
    budgetSeconds: 300,
    subSteps: [
      { name: 'pause_writes', title: parts.pauseWrites },
      { name: 'drain', title: parts.drain },
      { name: 'final_check', title: parts.finalCheck },
      { name: 'switch_endpoint', title: parts.switchEndpoint },
    ],
    run: async context => (await acts()).cutOver(context),
  })
  .step('resume_operation', {
    title: steps.resume,
    weight: 2,
    cancellable: false,
    budgetSeconds: 120,
    subSteps: [
      { name: 'detach_feed', title: parts.detachFeed },
      { name: 'restore_settings', title: parts.restoreSettings },
    ],
    run: async context => (await acts()).resumeOperation(context),
  })
