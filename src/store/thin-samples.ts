import type { HistoryEvent } from '../core/event.ts'
import { spread } from '../core/spread.ts'

/** How many reports of progress the history of an ended attempt keeps: enough to draw it and to learn from it. */
export const samplesKept = 200

/** Whether a line of history is a sample: one of many, of which the history of an ended task keeps some. */
export function isSample(event: Pick<HistoryEvent, 'event'>): boolean {
  return event.event.type === 'progressed'
}

/** What is kept of samples: spread evenly, the first and the last among them. */
export function thinned<Sample>(samples: readonly Sample[]): readonly Sample[] {
  return spread(samples, samplesKept)
}
