import type { HistoryEvent } from '../core/event.ts'

/** How many reports of progress the history of an ended attempt keeps: enough to draw it and to learn from it. */
export const samplesKept = 200

/** Whether a line of history is a sample: one of many, of which the history of an ended task keeps some. */
export function isSample(event: Pick<HistoryEvent, 'event'>): boolean {
  return event.event.type === 'progressed'
}

/** At most `most` of the samples, spread evenly, the first and the last among them. */
export function spread<Sample>(samples: readonly Sample[], most: number = samplesKept): readonly Sample[] {
  if (samples.length <= most) return samples
  const stride = (samples.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => samples[Math.round(index * stride)]!)
}
