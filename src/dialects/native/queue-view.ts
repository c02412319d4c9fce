import type { QueuePlace, WaitReason } from '../../core/queue.ts'
import { fill } from '../../core/words.ts'
import { waitWords } from '../../words/waits.ts'
import { inWords, type ViewContext } from '../view.ts'
import type { QueueView } from './control-schema.ts'
import { moment, momentOrNull } from './moment.ts'

function waitView(reason: WaitReason, context: ViewContext): QueueView['waitsFor'][number] {
  const { kind } = reason
  const words = inWords(waitWords[kind], context)
  switch (kind) {
    case 'time':
      return { kind, text: fill(words, { until: moment(reason.until) }), task: null }
    case 'worker':
      return { kind, text: words, task: null }
    default:
      return { kind, text: fill(words, { task: reason.task }), task: reason.task }
  }
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
