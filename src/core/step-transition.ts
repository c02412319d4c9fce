import { StepwellError } from './error.ts'
import type { AddedSubStep, ProgressReport } from './event.ts'
import { countable, isWeight, waitingPart, withPercent } from './progress.ts'
import type { StepStatus, Step, SubStep, Task } from './task.ts'

/** A refusal: the event does not fit the task as it is. */
export function unfit(task: Task, why: string): StepwellError {
  return new StepwellError('conflict', { task: task.id, why })
}

function stepOf(task: Task, name: string): Step {
  const step = task.steps.find(candidate => candidate.name === name)
  if (step === undefined) throw unfit(task, `it has no step ${name}`)
  return step
}

function changeStep(task: Task, name: string, change: Partial<Step>): Task {
  const step = stepOf(task, name)
  return withPercent({
    ...task,
    steps: task.steps.map(other => (other === step ? { ...step, ...change } : other)),
  })
}

function runningStep(task: Task, name: string): Step {
  const step = stepOf(task, name)
  if (step.status !== 'running') throw unfit(task, `its step ${name} is ${step.status}`)
  return step
}

/** A sub-step of a running step. */
function subStepOf(task: Task, stepName: string, name: string): SubStep {
  const part = runningStep(task, stepName).subSteps.find(candidate => candidate.name === name)
  if (part === undefined) throw unfit(task, `${stepName} has no sub-step ${name}`)
  return part
}

function runningSubStep(task: Task, stepName: string, name: string): SubStep {
  const part = subStepOf(task, stepName, name)
  if (part.status !== 'running') throw unfit(task, `its sub-step ${name} is ${part.status}`)
  return part
}

function changeSubStep(task: Task, stepName: string, part: SubStep, change: Partial<SubStep>): Task {
  return changeStep(task, stepName, {
    subSteps: stepOf(task, stepName).subSteps.map(other => (other === part ? { ...part, ...change } : other)),
  })
}

/** Begins a step, or begins it again after a crash: never one that has succeeded, never before its turn. */
export function startStep(task: Task, name: string, now: number): Task {
  const step = stepOf(task, name)
  const earlier = task.steps.slice(0, task.steps.indexOf(step))
  if (step.status !== 'waiting' && step.status !== 'running')
    throw unfit(task, `its step ${name} is ${step.status}`)
  if (earlier.some(other => other.status !== 'succeeded' && other.status !== 'skipped'))
    throw unfit(task, `a step before ${name} has not succeeded`)
  const deadlineAt = step.budgetSeconds === null ? null : now + step.budgetSeconds * 1000
  return changeStep(task, name, { ...begun(step, now), ...workedOn(step, now), deadlineAt })
}

// A rate measured by a worker that is gone says nothing about this one.
const begun = ({ startedAt }: SubStep, now: number) =>
  ({ status: 'running', startedAt: startedAt ?? now, ratePerSecond: null }) as const

/** Somebody works on a step, or it has ended: what nobody did until now is counted. */
function workedOn({ restedMs, restingSince }: Step, now: number): Pick<Step, 'restedMs' | 'restingSince'> {
  const rested = restingSince === null ? 0 : Math.max(0, now - restingSince)
  return { restedMs: restedMs + rested, restingSince: null }
}

const finished = (part: SubStep, now: number): SubStep => ({
  ...part,
  status: part.status === 'running' ? 'succeeded' : part.status === 'waiting' ? 'skipped' : part.status,
  done: part.status === 'running' ? (part.total ?? part.done) : part.done,
  endedAt: part.endedAt ?? (part.status === 'running' ? now : null),
  ratePerSecond: null,
})

/** Ends a step well; parts of it that never began were not needed. */
export function succeedStep(task: Task, name: string, output: Task['input'], now: number): Task {
  const step = runningStep(task, name)
  return changeStep(task, name, {
    ...finished(step, now),
    ...workedOn(step, now),
    deadlineAt: null,
    output,
    subSteps: step.subSteps.map(part => finished(part, now)),
  })
}

/** Adds parts a planning step found; one that is there already stays as it is, so that planning may run twice. */
export function addSubSteps(task: Task, name: string, added: readonly AddedSubStep[]): Task {
  const step = runningStep(task, name)
  const known = new Set(step.subSteps.map(part => part.name))
  const parts = added.filter(part => !known.has(part.name))
  if (parts.length === 0) return task
  if (!parts.every(part => isWeight(part.weight)))
    throw unfit(task, 'the weight of a sub-step is not positive')
  if (new Set(parts.map(part => part.name)).size < parts.length)
    throw unfit(task, 'two added sub-steps have one name')
  return changeStep(task, name, {
    subSteps: [
      ...step.subSteps,
      ...parts.map(part => ({ ...waitingPart(part.name, part.title, part.weight), ...countable(part) })),
    ],
  })
}

/** Begins a sub-step, or begins it again after a crash. */
export function startSubStep(task: Task, step: string, name: string, now: number): Task {
  const part = subStepOf(task, step, name)
  if (part.status === 'succeeded') throw unfit(task, `its sub-step ${name} has succeeded`)
  return changeSubStep(task, step, part, begun(part, now))
}

/** Ends a sub-step well. */
export function succeedSubStep(
  task: Task,
  step: string,
  name: string,
  output: Task['input'],
  now: number,
): Task {
  const part = runningSubStep(task, step, name)
  return changeSubStep(task, step, part, { ...finished(part, now), output })
}

/** Takes measurements of running steps and sub-steps. */
export function progressSteps(task: Task, reports: readonly ProgressReport[]): Task {
  return reports.reduce(
    (current, { step, subStep, progress }) =>
      subStep === null
        ? changeStep(current, runningStep(current, step).name, countable(progress))
        : changeSubStep(current, step, runningSubStep(current, step, subStep), countable(progress)),
    task,
  )
}

/** Saves what a running step goes on from after a crash. */
export function saveCheckpoint(task: Task, step: string, value: Task['input']): Task {
  return changeStep(task, runningStep(task, step).name, { checkpoint: value })
}

/** Ends what is still running, when the attempt does. */
export function stopSteps(
  task: Task,
  status: 'failed' | 'cancelled',
  failure: Task['failure'],
  now: number,
): Task {
  const stop = <Part extends SubStep>(part: Part): Part =>
    part.status === 'running' ? { ...part, status, endedAt: now, failure, ratePerSecond: null } : part
  const stopStep = (step: Step): Step =>
    step.status === 'running'
      ? stop({ ...step, ...workedOn(step, now), deadlineAt: null, subSteps: step.subSteps.map(stop) })
      : step
  return { ...task, steps: task.steps.map(stopStep) }
}

/** Nobody works on a step now: none is over its time, and what passes is no time of work. */
export function restSteps(task: Task, now: number): Task {
  const rest = (step: Step): Step =>
    step.status === 'running' ? { ...step, deadlineAt: null, restingSince: step.restingSince ?? now } : step
  return { ...task, steps: task.steps.map(rest) }
}

/** Leaves out the step that failed, and what of its parts had not succeeded. */
export function skipFailedStep(steps: readonly Step[]): readonly Step[] {
  const skip = <Part extends SubStep>(part: Part): Part =>
    part.status === 'succeeded' ? part : { ...part, status: 'skipped', failure: null, output: null }
  return steps.map(step =>
    step.status === 'failed' ? skip({ ...step, subSteps: step.subSteps.map(skip) }) : step,
  )
}

/** Makes the steps of a failed attempt ready for the next: what has succeeded stays, the rest waits, checkpoints are kept. */
export function reopenSteps(steps: readonly Step[]): readonly Step[] {
  const reopenable: readonly StepStatus[] = ['failed', 'cancelled']
  const reopen = <Part extends SubStep>(part: Part): Part =>
    reopenable.includes(part.status)
      ? { ...part, status: 'waiting', startedAt: null, endedAt: null, failure: null }
      : part
  return steps.map(step => {
    const open = reopen({ ...step, subSteps: step.subSteps.map(reopen) })
    return open.startedAt === null ? { ...open, restedMs: 0 } : open
  })
}
