import { pathOf, type TimedEvent } from './event.ts'
import type { EndedStatus } from './task.ts'

/** One run of a step or sub-step in one attempt. After a pause, or the loss of its worker, it goes on as the same. */
export interface StepRun {
  readonly step: string
  /** Null: the step itself. */
  readonly subStep: string | null
  readonly attempt: number
  readonly status: 'running' | EndedStatus
  readonly from: number
  /** Null: it goes on. */
  readonly to: number | null
}

/** Every run of every attempt, in the order of their beginning. */
export function runsOf(events: readonly TimedEvent[]): readonly StepRun[] {
  const runs: StepRun[] = []
  /** Place of a run that goes on, by its path. */
  const open = new Map<string, number>()
  let attempt = 1
  let isEnding = false

  function begin(step: string, subStep: string | null, at: number): void {
    const path = pathOf({ step, subStep })
    if (open.has(path)) return
    open.set(path, runs.length)
    runs.push({ step, subStep, attempt, status: 'running', from: at, to: null })
  }

  function end(status: EndedStatus, at: number, isMeant: (run: StepRun) => boolean): void {
    for (const [path, index] of open) {
      const run = runs[index]!
      if (!isMeant(run)) continue
      runs[index] = { ...run, status, to: at }
      open.delete(path)
    }
  }

  for (const { at, event } of events)
    if (event.type === 'stepStarted') begin(event.step, null, at)
    else if (event.type === 'subStepStarted') begin(event.step, event.subStep, at)
    else if (event.type === 'subStepSucceeded')
      end('succeeded', at, run => run.step === event.step && run.subStep === event.subStep)
    else if (event.type === 'stepSucceeded') end('succeeded', at, run => run.step === event.step)
    else if (event.type === 'ending') {
      end(event.status, at, () => true)
      isEnding = true
    } else if (event.type === 'ended') {
      // Or else it was the clean-up of what an attempt had kept.
      if (isEnding) attempt += 1
      isEnding = false
    }
  return runs
}
