import type { TaskView } from '../dialects/native/schema.ts'
import { sayer, tellingWords } from '../words/telling.ts'
import { joinSentences } from '../words/joined.ts'
import { momentParts } from './moment-parts.ts'
import type { Telling } from './telling.ts'
import { plainTitle } from './title.ts'

/** When a task that was asked to stop or to pause does: at a cancel point, or once a step has ended that may not be stopped. */
export function stopText(view: TaskView, telling: Telling): string {
  const say = sayer(tellingWords, telling.language)
  if (view.worker === null) return say('stop.needsWorker')
  const index = view.steps.findIndex(({ status }) => status === 'running')
  const running = view.steps[index]
  if (running === undefined) return say('stop.soon')
  const step = plainTitle(running.title)
  if (running.cancellable) return say('stop.atCancelPoint', { step, seconds: running.stopSeconds })
  const isLast = view.steps.slice(index + 1).every(({ cancellable }) => !cancellable)
  const why = say(isLast ? 'stop.tooLate' : 'stop.afterStep', { step })
  if (running.deadlineAt === null) return why
  const deadline = say('stop.deadline', momentParts(running.deadlineAt, telling))
  return joinSentences([why, deadline], telling.language)
}

/** How long a pause lasts, and what then. */
export function pauseLimitText({ pauseLimit }: Pick<TaskView, 'pauseLimit'>, telling: Telling): string {
  const say = sayer(tellingWords, telling.language)
  if (pauseLimit === null) return say('pauseLimit.none')
  return say(`pauseLimit.${pauseLimit.afterwards}`, momentParts(pauseLimit.until, telling))
}
