import type { Clock, Timer } from '../core/clock.ts'
import { isCode, StepwellError } from '../core/error.ts'
import { pathOf, type ProgressReport, type TaskEvent, type WorkerEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import { commitOf, type Store } from '../core/store.ts'
import { noPrediction, type Prediction, type Progress, type StallReason, type Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'
import type { Words } from '../core/words.ts'
import { createMeter } from './meter.ts'
import { createMovement, type MovementSeen } from './movement.ts'

type WithoutEpoch<Event> = Event extends unknown ? Omit<Event, 'epoch'> : never
/** An event of the worker; the recorder adds the epoch it claimed. */
export type RecordedEvent = WithoutEpoch<WorkerEvent>

/** The store did not answer: nothing is wrong with the step, and the task goes on when the store does. */
export class RecordError extends Error {
  override readonly name = 'RecordError'
}

/** Writes what happens to one claimed task, in order, fenced by its epoch. */
export interface Recorder {
  /** The task as last known. */
  task(): Task
  /**
   * Records events, together with registry changes, in one commit. Throws `lease_lost` once another worker has the task,
   * a {@link RecordError} when the store does not answer, and a TypeError for a value that JSON cannot hold.
   */
  record(events: readonly RecordedEvent[], instances?: readonly Instance[]): Promise<void>
  /** Takes an event that need not be durable yet: it is stored with the next one, or about a second later. */
  note(event: RecordedEvent): void
  /** Takes a measurement; stored with the next event, or about a second later. */
  report(step: string, subStep: string | null, progress: Partial<Progress>): void
  /** What the running step says it waits for, and on whom; null: nothing. */
  waitsFor(reason: StallReason | null, about?: Words): void
  /** What has been seen of how the running step moves. */
  movement(): MovementSeen
  /** Reads the task again: somebody else may have asked something of it. */
  refresh(): Promise<void>
  /** Called after every change seen, its own or not. */
  readonly changes: Set<() => void>
  /** Stops the timer of coalesced reports; what comes later is dropped. */
  stop(): void
}

export interface RecorderParts {
  readonly store: Store
  readonly worker: string
  readonly clock: Clock
  /** Predicts when the task and its steps end. */
  readonly predict: (task: Task, now: number) => Prediction
  /** Called after a change of its own is stored. */
  readonly stored: (task: Task) => void
  /** Called when the store did not answer, or a write that nobody awaits was refused: the task has to be given up. */
  readonly failed: (error: unknown) => void
  /** How long reports are held back to be stored together. */
  readonly reportEveryMs: number
}

/** Makes the recorder of a task just claimed. */
export function createRecorder(claimed: Task, parts: RecorderParts): Recorder {
  const { store, worker, clock, predict } = parts
  const { now } = clock
  const { epoch } = claimed
  const meter = createMeter()
  const movement = createMovement(clock.elapsed)
  const changes = new Set<() => void>()
  let current = claimed
  let reports = new Map<string, ProgressReport>()
  let notes: readonly RecordedEvent[] = []
  let timer: Timer | null = null
  let last: Promise<void> = Promise.resolve()
  let stopped = false

  function adopt(task: Task): void {
    if (task.revision < current.revision) return
    current = task
    for (const look of changes) look()
  }

  /** Reports of parts that are running; the others have come too late to matter. */
  function progressEvent(task: Task, held: readonly ProgressReport[], at: number): readonly TaskEvent[] {
    if (task.status !== 'running' || task.ending !== null) return []
    const running = held.filter(({ step, subStep }) => isRunning(task, step, subStep))
    if (running.length === 0) return []
    const progressed = { type: 'progressed', epoch, reports: running, ...noPrediction } as const
    return [{ ...progressed, ...predict(transition(task, progressed, at), at) }]
  }

  /** Notes that still fit the task, and the task after them; one that has come too late matters as little as a report. */
  function afterNotes(task: Task, noted: readonly TaskEvent[], at: number): [Task, readonly TaskEvent[]] {
    const fitting: TaskEvent[] = []
    let begun = task
    for (const event of noted)
      try {
        begun = transition(begun, event, at)
        fitting.push(event)
      } catch (error) {
        if (!isCode(error, 'conflict')) throw error
      }
    return [begun, fitting]
  }

  async function write(wanted: readonly RecordedEvent[], instances: readonly Instance[]): Promise<void> {
    const held = takeHeld()
    try {
      await writeAll(held, wanted.map(withEpoch), instances)
    } catch (error) {
      // What was held belongs to other parts of the step than the one that is refused now.
      keepHeld(held)
      if (error instanceof RecordError) parts.failed(error)
      throw error
    }
  }

  async function writeAll(
    held: Held,
    events: readonly TaskEvent[],
    instances: readonly Instance[],
  ): Promise<void> {
    for (;;) {
      const before = current
      const at = now()
      const [begun, noted] = afterNotes(before, held.notes.map(withEpoch), at)
      const progressed = progressEvent(begun, held.reports, at)
      const all = [...noted, ...progressed, ...events]
      const after = [...progressed, ...events].reduce((task, event) => transition(task, event, at), begun)
      if (after === before && instances.length === 0) return
      // Several events are one write, so they are one revision.
      const next = { ...after, revision: before.revision + 1 }
      const result = await answered(
        store.commit(commitOf(before, next, all, { by: worker, reason: null, at }, instances)),
      )
      if (result.accepted) {
        adopt(next)
        return parts.stored(next)
      }
      if (result.reason !== 'stale')
        throw new StepwellError('conflict', { task: before.id, why: result.reason })
      await read()
    }
  }

  async function read(): Promise<void> {
    const stored = await answered(store.find(current.id))
    if (stored === null || stored.epoch !== epoch || stored.worker !== worker)
      throw new StepwellError('lease_lost', { task: current.id, epoch })
    adopt(stored)
  }

  function inOrder(act: () => Promise<void>): Promise<void> {
    const done = last.then(act)
    last = done.catch(() => {})
    return done
  }

  const withEpoch = (event: RecordedEvent): TaskEvent => ({ ...event, epoch })

  function takeHeld(): Held {
    const held = { notes, reports: [...reports.values()] }
    notes = []
    reports = new Map()
    timer?.cancel()
    timer = null
    return held
  }

  function keepHeld(held: Held): void {
    if (stopped || (held.notes.length === 0 && held.reports.length === 0)) return
    notes = [...held.notes, ...notes]
    const newer = reports
    reports = new Map(held.reports.map(report => [pathOf(report), report]))
    for (const [path, report] of newer) keepReport(path, report)
    writeSoon()
  }

  function keepReport(path: string, report: ProgressReport): void {
    reports.set(path, { ...report, progress: { ...reports.get(path)?.progress, ...report.progress } })
  }

  function writeSoon(): void {
    timer ??= clock.after(parts.reportEveryMs, () => {
      inOrder(() => write([], [])).catch(parts.failed)
    })
  }

  return {
    task: () => current,
    changes,
    async record(events, instances = []) {
      const stored = plainJson(events)
      if (stored.some(({ type }) => type === 'stepStarted')) movement.begin()
      else if (stored.some(({ type }) => isWork(type))) movement.act()
      return inOrder(() => write(stored, instances))
    },
    note(event) {
      if (stopped) return
      notes = [...notes, event]
      writeSoon()
    },
    report(step, subStep, progress) {
      if (stopped) return
      const report = { step, subStep, progress: plainJson(progress) }
      const path = pathOf(report)
      movement.report(report)
      keepReport(path, report)
      const ratePerSecond = meter.measure(reports.get(path)!, now())
      keepReport(path, { step, subStep, progress: { ratePerSecond } })
      writeSoon()
    },
    waitsFor: movement.waitsFor,
    movement: movement.seen,
    refresh: () => inOrder(async () => void (current.worker === null || (await read()))),
    stop() {
      stopped = true
      takeHeld()
    },
  }
}

/** Whether an event is a sign that the step's work goes on. */
const isWork = (type: RecordedEvent['type']): boolean => type !== 'stalled' && type !== 'moved'

/** What waits to be stored with the next write. */
interface Held {
  readonly notes: readonly RecordedEvent[]
  readonly reports: readonly ProgressReport[]
}

/** The value as it will be read back: what JSON cannot hold is the step's fault and must not look like the store's. */
const plainJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

async function answered<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked
  } catch (cause) {
    throw new RecordError(`the store does not answer: ${String(cause)}`, { cause })
  }
}

function isRunning(task: Task, stepName: string, subStepName: string | null): boolean {
  const step = task.steps.find(candidate => candidate.name === stepName)
  if (step?.status !== 'running') return false
  return (
    subStepName === null || step.subSteps.some(part => part.name === subStepName && part.status === 'running')
  )
}
