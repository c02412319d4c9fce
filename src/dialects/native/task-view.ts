import type { Failure } from '../../core/failure.ts'
import { leftBy } from '../../core/actions.ts'
import { leftBehind } from '../../core/left-behind.ts'
import { stepFraction } from '../../core/progress.ts'
import type { Rescheduled } from '../../core/rescheduled.ts'
import type { Stall, Step, SubStep, Task } from '../../core/task.ts'
import { stallRemedyWords, lostConnectionWords, stallWords } from '../../words/waits.ts'
import { retriesLeft } from '../../core/retries-left.ts'
import { fill, type Words } from '../../core/words.ts'
import { stepStatusWords, taskStatusWords } from '../../words/statuses.ts'
import { inWords, remainingSeconds, taskStatusText, type SeenTask, type ViewContext } from '../view.ts'
import { actionViews } from './action-view.ts'
import { inLanguage } from './in-language.ts'
import { moment, momentOrNull } from './moment.ts'
import { queueView } from './queue-view.ts'
import { stopView } from './stop-view.ts'
import type { FailureView, StepView, SubStepView } from './schema-parts.ts'
import type { TaskView } from './schema.ts'

/** Why something failed; null: it did not. */
export const failureView = (
  failure: Failure | null,
  context: Pick<ViewContext, 'language'>,
): FailureView | null =>
  failure === null
    ? null
    : {
        code: failure.code,
        message: inWords(failure.message, context),
        remedy: inWords(failure.remedy, context),
        step: failure.step,
      }

function subStepView(part: SubStep, task: Task, percent: number, context: ViewContext): SubStepView {
  return {
    name: part.name,
    title: inWords(part.title, context),
    status: part.status,
    statusText: inWords(partStatusWords(part, task), context),
    percent: Math.floor(100 * percent),
    done: part.done,
    total: part.total,
    unit: part.unit,
    ...measured(part, task),
    detail: inLanguage(part.detail, context.language) as SubStepView['detail'],
    startedAt: momentOrNull(part.startedAt),
    endedAt: momentOrNull(part.endedAt),
    failure: failureView(part.failure, context),
  }
}

/** How fast a part is and how far behind, where somebody works on it now: what was measured once is not how it is. */
function measured(
  { status, ratePerSecond, lagBytes }: SubStep,
  { worker, ending, stall }: Task,
): Pick<SubStepView, 'ratePerSecond' | 'lagBytes'> {
  const isWorkedOn = status === 'running' && worker !== null && ending === null
  return {
    ratePerSecond: isWorkedOn && stall === null ? ratePerSecond : null,
    lagBytes: isWorkedOn && stall?.reason !== 'connection_lost' ? lagBytes : null,
  }
}

/** A part of a paused task that has begun does not run. */
const partStatusWords = ({ status }: SubStep, task: Task): Words =>
  task.status === 'paused' && status === 'running' ? taskStatusWords.paused : stepStatusWords[status]

function stepView(step: Step, task: Task, context: ViewContext): StepView {
  return {
    ...subStepView(step, task, stepFraction(step), context),
    cancellable: step.cancellable,
    stopSeconds: step.stopSeconds,
    skippable: step.skippable,
    ...predictionOf(step, task),
    deadlineAt: momentOrNull(step.deadlineAt),
    subSteps: step.subSteps.map(part =>
      subStepView(part, task, stepFraction({ ...step, ...part, subSteps: [] }), context),
    ),
  }
}

/** A step that waits begins when the one before it ends. */
function predictionOf(step: Step, task: Task): Pick<StepView, 'predictedStartAt' | 'predictedEndAt'> {
  const endOf = (one: Step | undefined): string | null => {
    const isOpen = one?.status === 'waiting' || one?.status === 'running'
    const predicted = isOpen ? task.predictedSteps.find(({ step: name }) => name === one.name) : undefined
    return predictedMoment(predicted?.endAt ?? null)
  }
  const before = task.steps[task.steps.indexOf(step) - 1]
  return {
    predictedStartAt: step.status === 'waiting' ? endOf(before) : null,
    predictedEndAt: endOf(step),
  }
}

/** That a step stands still. */
export const stallView = (
  { step, since, reason, about }: Stall,
  context: Pick<ViewContext, 'language'>,
): NonNullable<TaskView['stall']> => ({
  step,
  since: moment(since),
  reason,
  reasonText:
    about === undefined
      ? inWords(stallWords[reason], context)
      : fill(inWords(lostConnectionWords, context), { about: inWords(about, context) }),
  remedy: inWords(stallRemedyWords[reason], context),
})

/** Who did something, when and why. */
const doneView = (
  { at, by, reason }: Rescheduled,
  context: ViewContext,
): NonNullable<TaskView['rescheduled']> => ({
  at: moment(at),
  by,
  byName: context.userName(by),
  reason,
})

/** A task as the native dialect shows it. */
export function taskView(seen: SeenTask, context: ViewContext): TaskView {
  const { task, instance } = seen
  return {
    id: task.id,
    revision: task.revision,
    project: task.project,
    service: task.service,
    instance: {
      id: task.instance,
      name: instance?.name ?? task.instanceNames[task.instance] ?? null,
      isRegistered: instance !== null,
    },
    operation: { ...task.operation, title: inWords(task.operation.title, context) },
    input: task.input,
    status: task.status,
    statusText: taskStatusText(task, context),
    priority: task.priority,
    percent: task.percent,
    remainingSeconds: remainingSeconds(task, context.now),
    predictedEndAt: predictedEnd(task),
    submittedBy: task.submittedBy,
    submittedByName: context.userName(task.submittedBy),
    reason: task.reason,
    rescheduled: seen.rescheduled === null ? null : doneView(seen.rescheduled, context),
    createdAt: moment(task.createdAt),
    dueAt: moment(task.dueAt),
    startedAt: momentOrNull(task.startedAt),
    endedAt: momentOrNull(task.endedAt),
    cancelRequestedAt: momentOrNull(task.cancelRequestedAt),
    pauseRequestedAt: momentOrNull(task.pauseRequestedAt),
    pausedAt: momentOrNull(task.pausedAt),
    stop: stopView(task),
    stopAsked:
      seen.stopAsked === null
        ? null
        : { action: seen.stopAsked.action, ...doneView(seen.stopAsked, context) },
    pauseLimit:
      task.pauseLimit === null
        ? null
        : { until: moment(task.pauseLimit.until), afterwards: task.pauseLimit.afterwards },
    resumeAt: momentOrNull(task.resumeAt),
    stall: task.stall === null ? null : stallView(task.stall, context),
    queue: seen.queue === null ? null : queueView(seen.queue, seen.uses, context),
    locked: task.locked,
    locks: [...task.locks],
    uses: seen.uses.map(({ id, name, isRegistered }) => ({ id, name, isRegistered })),
    ending:
      task.ending === null
        ? null
        : {
            status: task.ending.status,
            failure: failureView(task.ending.failure, context),
            retryAt: momentOrNull(task.ending.retryAt),
          },
    retries: task.retries,
    retriesLeft: retriesLeft(task),
    remarks: task.remarks.map(({ step, at, kind, text }) => ({
      step,
      at: moment(at),
      kind,
      text: inWords(text, context),
    })),
    deathsAlone: task.suspect?.deathsAlone ?? null,
    supersededBy: seen.supersededBy,
    leftBehind: leftBehind(task, context.now),
    leaves:
      task.status === 'failed' || task.status === 'cancelled'
        ? leftBy(task).map(text => inWords(text, context))
        : [],
    ...actionViews(seen, context),
    attempt: task.attempt,
    attempts: task.attempts.map(({ number, status, startedAt, endedAt, failure }) => ({
      number,
      status,
      startedAt: momentOrNull(startedAt),
      endedAt: moment(endedAt),
      failure: failureView(failure, context),
    })),
    failure: failureView(task.failure, context),
    worker: task.worker,
    steps: task.steps.map(step => stepView(step, task, context)),
    effects: task.effects.map(({ name, key, title, lives, status }) => ({
      name,
      key,
      title: inWords(title, context),
      lives,
      status,
    })),
    effectsExpireAt: momentOrNull(task.effectsExpireAt),
  }
}

/** The last moment a date can name (year 9999): a prediction beyond it is shown as this. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** When a task is predicted to end; null: no evidence. */
export const predictedEnd = ({ predictedEndAt }: Task): string | null => predictedMoment(predictedEndAt)

const predictedMoment = (at: number | null): string | null =>
  momentOrNull(at === null ? null : Math.min(at, lastMoment))
