/** What is counted of schedules, by kind and name. */
export type Counts = Map<Kind, Map<string, number>>

/** Kinds of what is counted. */
export type Kind =
  | 'fault'
  | 'action'
  | 'move'
  | 'event'
  | 'refusal'
  | 'ending'
  | 'answer'
  | 'late'
  | 'failure'
  | 'removal'
  | 'loss'

/** Counts one more. */
export type Tally = (kind: Kind, name: string, count?: number) => void

/** Counts into a table. */
export function tallyInto(counts: Counts): Tally {
  return (kind, name, count = 1) => {
    const names = counts.get(kind) ?? new Map<string, number>()
    counts.set(kind, names.set(name, (names.get(name) ?? 0) + count))
  }
}
