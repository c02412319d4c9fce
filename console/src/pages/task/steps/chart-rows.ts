import type { Step, SubStep } from '../../../api/native.generated.ts'

/** A row of the chart of steps. */
export type ChartRow =
  | { readonly kind: 'step'; readonly step: Step; readonly number: number }
  /** How many parts a step has, and how they stand; before these, where they are too many to be read. */
  | { readonly kind: 'parts'; readonly step: Step; readonly isUnfolded: boolean }
  | { readonly kind: 'part'; readonly step: Step; readonly part: SubStep }

/** What of the parts of steps somebody wants to see. */
export interface Wanted {
  /** The step that is looked at; null: none. */
  readonly step: string | null
  /** A part of it; null: none in particular. */
  readonly part: string | null
  /** Steps all of whose parts are shown, however many these are. */
  readonly unfolded: ReadonlySet<string>
}

/** More parts than that are folded: what runs or has failed is not to be sought among them. */
export const mostUnfolded = 40

const isTelling = ({ status }: SubStep): boolean => status === 'running' || status === 'failed'

/** The rows of the chart. What is over, or has not begun, is one row until somebody wants to know. */
export function chartRows(
  steps: readonly Step[],
  { step: wanted, part, unfolded }: Wanted,
): readonly ChartRow[] {
  return steps.flatMap((step, index): readonly ChartRow[] => {
    const isOpen = step.name === wanted || step.status === 'running' || step.status === 'failed'
    const row = { kind: 'step', step, number: index + 1 } as const
    if (!isOpen) return [row]
    const isLong = step.subSteps.length > mostUnfolded
    const isUnfolded = unfolded.has(step.name)
    const shown =
      isLong && !isUnfolded
        ? step.subSteps.filter(each => isTelling(each) || (step.name === wanted && each.name === part))
        : step.subSteps
    return [
      row,
      ...(isLong ? [{ kind: 'parts', step, isUnfolded } as const] : []),
      ...shown.map(each => ({ kind: 'part', step, part: each }) as const),
    ]
  })
}

/** What tells a row from all others, also when there are more or fewer before it. */
export function keyOfRow(row: ChartRow): string {
  return JSON.stringify([row.kind, row.step.name, row.kind === 'part' ? row.part.name : null])
}

/** How many parts of a step there are of each status, the most first, with the status in words. */
export function countsOf({ subSteps }: Step): readonly { readonly text: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { statusText } of subSteps) counts.set(statusText, (counts.get(statusText) ?? 0) + 1)
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .toSorted((one, other) => other.count - one.count)
}
