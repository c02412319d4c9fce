import type { HistoryEvent } from '../../core/event.ts'
import type { Instance } from '../../core/instance.ts'
import type { OperationDeclaration } from '../../core/operation.ts'
import type { WorkerWithTasks } from '../question.ts'
import { inWords, type ViewContext } from '../view.ts'
import { inLanguage } from './in-language.ts'
import type { EventView, InstanceView, OperationView, WorkerList } from './schema.ts'
import { moment, momentOrNull } from './moment.ts'

/** What is a recipe's or the store's own business, and may be of any size; and what the task itself shows. */
const keptBack: readonly string[] = ['type', 'epoch', 'value', 'output', 'predictedSteps']

/** A line of a task's history. Checkpoints and outputs of steps are told of, not shown. */
export function eventView(
  { id, revision, at, by, reason, event }: HistoryEvent,
  context: ViewContext,
): EventView {
  const shown = Object.entries(event).filter(([name]) => !keptBack.includes(name))
  return {
    id,
    revision,
    at: moment(at),
    by,
    byName: context.userName(by),
    reason,
    type: event.type,
    event: inLanguage(Object.fromEntries(shown), context.language) as EventView['event'],
  }
}

/** A registered instance. How to reach it is never shown, its switch hook to administrators only. */
export function instanceView(instance: Instance, context: ViewContext): InstanceView {
  return {
    id: instance.id,
    service: instance.service,
    project: instance.project,
    name: instance.name,
    enterpriseProject: instance.enterpriseProject,
    tags: instance.tags,
    endpoints: instance.endpoints.map(({ host, port }) => ({ host, port })),
    facts: instance.facts,
    factsAt: momentOrNull(instance.factsAt),
    switchHook: context.administrator ? instance.switchHook : null,
    createdAt: moment(instance.createdAt),
    updatedAt: moment(instance.updatedAt),
    revision: instance.revision,
  }
}

/** An operation and what it asks for. */
export function operationView(operation: OperationDeclaration, context: ViewContext): OperationView {
  const whole = operation.steps.reduce((sum, { weight }) => sum + weight, 0)
  return {
    name: operation.name,
    version: operation.version,
    service: operation.service,
    jobName: operation.jobName,
    title: inWords(operation.title, context),
    description: inWords(operation.description, context),
    input: inLanguage(operation.input, context.language) as OperationView['input'],
    steps: operation.steps.map(({ name, title, weight, cancellable, unit }) => ({
      name,
      title: inWords(title, context),
      weight,
      share: Math.round((weight / whole) * 100),
      cancellable,
      unit,
    })),
    details: inLanguage(operation.details, context.language) as OperationView['details'],
    failures: Object.entries(operation.failures).map(([code, { message, remedy }]) => ({
      code,
      message: inWords(message, context),
      remedy: inWords(remedy, context),
    })),
  }
}

/** Workers and what they run. */
export function workerList(workers: readonly WorkerWithTasks[]): WorkerList {
  return {
    workers: workers.map(({ worker, tasks }) => ({
      id: worker.id,
      pid: worker.pid,
      startedAt: moment(worker.startedAt),
      heartbeatAt: moment(worker.heartbeatAt),
      tasks,
    })),
  }
}
