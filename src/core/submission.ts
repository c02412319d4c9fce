import { StepwellError, type Problem } from './error.ts'
import type { Instance } from './instance.ts'
import type { Json, JsonObject } from './json.ts'
import type { Operation, StepDeclaration, SubStepDeclaration } from './operation.ts'
import { waitingPart } from './progress.ts'
import { noPrediction, type Step, type SubStep, type Task } from './task.ts'

/** What a caller asks to have done. */
export interface Submission {
  readonly operation: string
  /** Id or name of the instance. */
  readonly instance: string
  readonly input: JsonObject
  /** The caller's own key; null: none. */
  readonly token: string | null
  readonly priority: Task['priority']
  /** Not begun before; null: now. */
  readonly dueAt: number | null
}

/** What is kept of a submission beside what was asked for. */
export interface SubmissionRecord {
  /** An access key, or the name of a user who has signed in with a password. */
  readonly submittedBy: string
  /** Why it was submitted; null or left out: nobody said. */
  readonly reason?: string | null
  /** What the instances that its input names are called, by their ids; left out: it names none. */
  readonly instanceNames?: { readonly [id: string]: string }
}

/** Names of the input's properties that name instances: those of `format: 'instance'`. */
export function instanceProperties(schema: JsonObject): readonly string[] {
  const properties = (schema['properties'] ?? {}) as { readonly [name: string]: { readonly format?: Json } }
  return Object.keys(properties).filter(name => properties[name]?.format === 'instance')
}

const isTheOwn = {
  'en-us': 'is the instance the task is done to: name another',
  'zh-cn': '与任务所操作的实例相同：请指定另一个实例',
}

/** The properties of an input that name the task's own instance where another is wanted (`other: true` in the schema). */
export function ownInstanceProblems(
  schema: JsonObject,
  instance: string,
  input: JsonObject,
): readonly Problem[] {
  const properties = (schema['properties'] ?? {}) as { readonly [name: string]: { readonly other?: Json } }
  return instanceProperties(schema)
    .filter(name => properties[name]?.other === true && input[name] === instance)
    .map(name => ({ path: `/${name}`, message: isTheOwn }))
}

/** Makes the task of a submission, with instances already resolved to ids in `input`. */
export function createTask(
  id: string,
  operation: Operation,
  instance: Instance,
  submission: Submission & SubmissionRecord,
  now: number,
): Task {
  if (instance.service !== operation.service)
    throw new StepwellError('operation_wrong_service', {
      operation: operation.name,
      service: operation.service,
      instance: instance.id,
      instanceService: instance.service,
    })
  const named = instanceProperties(operation.input).flatMap(name => {
    const value = submission.input[name]
    return typeof value === 'string' ? [value] : []
  })
  return {
    id,
    revision: 1,
    project: instance.project,
    service: operation.service,
    instance: instance.id,
    locks: [...new Set([instance.id, ...named])],
    operation: {
      name: operation.name,
      version: operation.version,
      title: operation.title,
      jobName: operation.jobName,
    },
    input: submission.input,
    token: submission.token,
    submittedBy: submission.submittedBy,
    reason: submission.reason ?? null,
    instanceNames: { ...submission.instanceNames, [instance.id]: instance.name },
    priority: submission.priority,
    createdAt: now,
    dueAt: submission.dueAt ?? now,
    requestedDueAt: submission.dueAt,
    status: 'pending',
    startedAt: null,
    endedAt: null,
    steps: operation.steps.map(declaredStep),
    checkpoints: {},
    effects: [],
    attempt: 1,
    attempts: [],
    epoch: 0,
    worker: null,
    ending: null,
    cancelRequestedAt: null,
    pauseRequestedAt: null,
    pausedAt: null,
    pauseLimit: null,
    resumeAt: null,
    retries: 0,
    suspect: null,
    stall: null,
    remarks: [],
    failure: null,
    locked: false,
    effectsExpireAt: null,
    givenUpAt: null,
    percent: 0,
    ...noPrediction,
    deletedAt: null,
  }
}

function declaredPart({ name, title, weight = 1 }: SubStepDeclaration): SubStep {
  return waitingPart(name, title, weight)
}

function declaredStep(step: StepDeclaration): Step {
  return {
    ...declaredPart(step),
    unit: step.unit,
    cancellable: step.cancellable,
    skippable: step.skippable,
    budgetSeconds: step.budgetSeconds,
    stopSeconds: step.stopSeconds,
    stallSeconds: step.stallSeconds,
    leaves: step.leaves,
    pauseCosts: step.pauseCosts,
    retryTimes: step.retry?.times ?? 0,
    deadlineAt: null,
    restedMs: 0,
    restingSince: null,
    checkpoint: null,
    subSteps: step.subSteps.map(declaredPart),
  }
}
