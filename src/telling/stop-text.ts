import type { TaskView } from '../dialects/native/schema.ts'
import { sayer, tellingWords } from '../words/telling.ts'
import { joinSentences } from '../words/joined.ts'
import { momentParts } from './moment-parts.ts'
import type { Telling } from './telling.ts'
import { plainTitle } from './title.ts'

/** When a task that was asked to stop or to pause does: at a cancel point, or once a step has ended that may not be stopped. */
export function stopText({ stop, steps }: Pick<TaskView, 'stop' | 'steps'>, telling: Telling): string {
  const say = sayer(tellingWords, telling.language)
  if (stop === null) return say('stop.border')
  const step = plainTitle(steps.find(({ name }) => name === stop.step)?.title ?? '')
  const where = say(`stop.${stop.at}`, { step, seconds: stop.withinSeconds ?? 0 })
  if (stop.until === null) return where
  return joinSentences([where, say('stop.deadline', momentParts(stop.until, telling))], telling.language)
}

/** How long a pause lasts, and what then. */
export function pauseLimitText({ pauseLimit }: Pick<TaskView, 'pauseLimit'>, telling: Telling): string {
  const say = sayer(tellingWords, telling.language)
  if (pauseLimit === null) return say('pauseLimit.none')
  return say(`pauseLimit.${pauseLimit.afterwards}`, momentParts(pauseLimit.until, telling))
}
