import { logLinesKept, type LogFilter, type LogLine, type NewLogLine } from '../core/log.ts'
import { frozenCopy } from './frozen-copy.ts'

/** The logs of all tasks in memory. */
export interface KeptLogs {
  append(task: string, lines: readonly NewLogLine[]): void
  read(task: string, filter: LogFilter): readonly LogLine[]
  remove(task: string): void
}

/** Logs that hold nothing. */
export function createMemoryLogs(): KeptLogs {
  const logs = new Map<string, readonly LogLine[]>()
  let lastId = 0

  function appended(log: readonly LogLine[], { skipped, ...line }: NewLogLine): readonly LogLine[] {
    const isBeside = (other: LogLine): boolean => other.step === line.step && other.attempt === line.attempt
    const number = (log.findLast(isBeside)?.number ?? 0) + skipped + 1
    lastId += 1
    const kept = log.filter(other => !isBeside(other) || other.number > number - logLinesKept)
    return [...kept, frozenCopy({ id: lastId, ...line, number })]
  }

  return {
    append: (task, lines) => void logs.set(task, lines.reduce(appended, logs.get(task) ?? [])),
    read: (task, { step, afterId, limit }) =>
      (logs.get(task) ?? [])
        .filter(line => line.id > afterId && (step === undefined || line.step === step))
        .slice(0, limit),
    remove: task => void logs.delete(task),
  }
}
