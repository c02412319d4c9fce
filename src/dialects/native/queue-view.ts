import type { QueuePlace, WaitReason } from '../../core/queue.ts'
import { fill } from '../../core/words.ts'
import { waitWords } from '../../words/waits.ts'
import { inWords, type ViewContext } from '../view.ts'
import type { QueueView } from './control-schema.ts'
import { moment, momentOrNull } from './moment.ts'

function waitView(reason: WaitReason, context: ViewContext): QueueView['waitsFor'][number] {
  const task = 'task' in reason ? reason.task : null
  const parameters = reason.kind === 'time' ? { until: moment(reason.until) } : { task: task ?? '' }
  return { kind: reason.kind, text: fill(inWords(waitWords[reason.kind], context), parameters), task }
}

/** Where a pending task stands and why. */
export function queueView(
  { place, waitsFor, predictedStartAt }: QueuePlace,
  context: ViewContext,
): QueueView {
  return {
    place,
    waitsFor: waitsFor.map(reason => waitView(reason, context)),
    predictedStartAt: momentOrNull(predictedStartAt),
  }
}
