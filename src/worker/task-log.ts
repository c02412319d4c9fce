import type { Clock, Timer } from '../core/clock.ts'
import { logLinesKept, logLinesOf, type LogLine, type NewLogLine } from '../core/log.ts'
import type { Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'

/**
 * What a claimed task's operation writes, on its way into the store. Nobody waits for it, and what cannot be stored is
 * dropped: a worker that dies may take its last second of lines with it.
 */
export interface TaskLog {
  /** Takes a text, to be stored with others about a second later. `step` is null outside any step. Never throws. */
  write(step: string | null, text: string): void
  /** Hands what is held to the store now, as at the end of a step: in front of whatever is written next. */
  flush(): void
  /** Resolves once nothing is under way any more; what is written later is dropped. */
  end(): Promise<void>
}

export interface TaskLogParts {
  readonly store: Pick<Store, 'appendLog'>
  readonly clock: Clock
  /** The task as last known. */
  readonly task: () => Pick<Task, 'id' | 'attempt'>
  /** How long lines are held back to be stored together. */
  readonly writeEveryMs: number
  /** Called when lines could not be stored. */
  readonly failed: (error: unknown) => void
}

type HeldLine = Omit<NewLogLine, 'skipped'>

/** Makes the log of a task just claimed. */
export function createTaskLog({ store, clock, task, writeEveryMs, failed }: TaskLogParts): TaskLog {
  let held: HeldLine[] = []
  /** Lines dropped since the last one that was handed over, by step and attempt. */
  const dropped = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  let timer: Timer | null = null
  let ended = false

  function drop(line: HeldLine, lines = 1): void {
    dropped.set(streamOf(line), (dropped.get(streamOf(line)) ?? 0) + lines)
  }

  function take(): readonly NewLogLine[] {
    const lines = held.map(line => {
      const skipped = dropped.get(streamOf(line)) ?? 0
      dropped.delete(streamOf(line))
      return { ...line, skipped }
    })
    held = []
    return lines
  }

  function flush(): void {
    timer?.cancel()
    timer = null
    if (held.length === 0) return
    const lines = take()
    const storing = store.appendLog(task().id, lines).catch((error: unknown) => {
      for (const line of lines) drop(line, line.skipped + 1)
      failed(error)
    })
    underWay.add(storing)
    void storing.then(() => underWay.delete(storing))
  }

  function flushSoon(): void {
    timer ??= clock.after(writeEveryMs, () => {
      timer = null
      // A store that takes long gets no second write beside the first: what is held has a bound, what waits there has none.
      if (underWay.size > 0) flushSoon()
      else flush()
    })
  }

  return {
    write(step, text) {
      if (ended) return
      for (const line of logLinesOf(text))
        held.push({ step, attempt: task().attempt, at: clock.now(), text: line })
      // No more than the store would keep: those of a step that writes without end go here already.
      for (const line of held.splice(0, Math.max(0, held.length - logLinesKept))) drop(line)
      if (held.length > 0) flushSoon()
    },
    flush,
    async end() {
      ended = true
      flush()
      await Promise.all(underWay)
    },
  }
}

/** Names the step and attempt of a line. */
const streamOf = ({ step, attempt }: Pick<LogLine, 'step' | 'attempt'>): string =>
  step === null ? String(attempt) : `${attempt} ${step}`
