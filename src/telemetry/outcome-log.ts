import type { HappeningListener, HappeningOf } from './happening.ts'

/** Where lines are written; a pino logger is one. */
export interface LineLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
}

/** Writes a line when a task ends, when it is tried again, and when it stalls. No texts of recipes: codes and names. */
export function createOutcomeLog(log: LineLog): HappeningListener {
  return happening => {
    const { task } = happening
    const { id, operation, service, instance, project } = task
    const about = { task: id, operation: operation.name, service, instance, project }
    if (happening.type === 'stalled') {
      const { step, reason, since } = happening.stall
      log.warn({ ...about, attempt: task.attempt, step, reason, since: isoTime(since) }, 'task stalled')
    }
    if (happening.type === 'retryRequested')
      log.info({ ...about, attempt: task.attempt }, 'another attempt was asked for')
    if (happening.type === 'attemptEnded') attemptEnded(log, about, happening)
  }
}

function attemptEnded(
  log: LineLog,
  about: object,
  { task, attempt, isRetried }: HappeningOf<'attemptEnded'>,
): void {
  const { number, status, startedAt, endedAt, failure } = attempt
  const fields = {
    ...about,
    attempt: number,
    status,
    seconds: startedAt === null ? null : (endedAt - startedAt) / 1000,
    secondsSinceSubmission: (endedAt - task.createdAt) / 1000,
    failure: failure?.code ?? null,
    step: failure?.step ?? null,
  }
  if (isRetried) log.warn(fields, 'attempt failed, another one follows')
  else if (status === 'failed') log.warn(fields, 'task ended')
  else log.info(fields, 'task ended')
}

const isoTime = (at: number): string => new Date(at).toISOString()
