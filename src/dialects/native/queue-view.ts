import type { QueuePlace, WaitReason } from '../../core/queue.ts'
import { fill } from '../../core/words.ts'
import { waitWords } from '../../words/waits.ts'
import { inWords, type SeenTask, type ViewContext } from '../view.ts'
import type { QueueView } from './control-schema.ts'
import { moment, momentOrNull } from './moment.ts'

function waitView(
  reason: WaitReason,
  uses: SeenTask['uses'],
  context: ViewContext,
): QueueView['waitsFor'][number] {
  const { kind } = reason
  const words = inWords(waitWords[kind], context)
  switch (kind) {
    case 'time':
      return { kind, text: fill(words, { until: moment(reason.until) }), task: null, instance: null }
    case 'worker':
      return { kind, text: words, task: null, instance: null }
    default: {
      const { task, instance } = reason
      return { kind, text: fill(words, { task, instance: nameOf(instance, uses) }), task, instance }
    }
  }
}

const nameOf = (id: string, uses: SeenTask['uses']): string => uses.find(used => used.id === id)?.name ?? id

/** Where a pending task stands and why. */
export function queueView(
  { place, waitsFor, predictedStartAt }: QueuePlace,
  uses: SeenTask['uses'],
  context: ViewContext,
): QueueView {
  return {
    place,
    waitsFor: waitsFor.map(reason => waitView(reason, uses, context)),
    predictedStartAt: momentOrNull(predictedStartAt),
  }
}
