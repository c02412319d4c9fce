import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { formatFineTime, formatNearMoment } from '../../../../../src/telling/format.ts'
import type { Period, Step, Task, Timeline } from '../../../api/native.generated.ts'
import { useRows, VirtualRows } from '../../../parts/virtual-rows.tsx'
import { useLanguage } from '../../../words/language.tsx'
import styles from './chart.module.css'
import { chartRows, keyOfRow, type ChartRow } from './chart-rows.ts'
import { runsByPart } from './runs.ts'
import { endOf, isFine, ticksOf, type Scale } from './scale.ts'
import { PartRow, PartsRow, StepRow } from './step-rows.tsx'
import { PeriodBar, Track } from './track.tsx'
import { workOf } from './worked.ts'

/** So many moments are on the axis. */
const ticks = 4

/** What the address of the page names; null: nothing. */
export interface Linked {
  readonly step: string | null
  readonly part: string | null
}

interface ChartProps {
  readonly task: Task
  /** Left out: not read yet. */
  readonly timeline: Timeline | undefined
  readonly scale: Scale
  /** The step whose details are shown. */
  readonly chosen: Step | undefined
  readonly linked: Linked
  readonly choose: (step: string, part: string | null) => void
}

const rowHeight = 41
const partHeight = 31
/** Of the axis and of the whole task. */
const rowsBefore = 2
const noPeriods: readonly Period[] = []

/** The steps as a tree, and beside each when it ran, or is expected to. */
export function Chart({ task, timeline, scale, chosen, linked, choose }: ChartProps): ReactNode {
  const { language, say } = useLanguage()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const fold = useCallback((step: string, isUnfolded: boolean) => {
    setUnfolded(before => new Set([...before].filter(name => name !== step).concat(isUnfolded ? step : [])))
  }, [])
  const rows = chartRows(task.steps, { step: chosen?.name ?? null, part: linked.part, unfolded })
  const runsOf = useMemo(() => runsByPart(timeline?.runs ?? []), [timeline?.runs])
  const periods = timeline?.periods ?? noPeriods
  const work = useMemo(() => workOf(periods, endOf(scale)), [periods, scale])
  const drawn = useRows({
    count: rows.length,
    height: index => (rows[index]?.kind === 'step' ? rowHeight : partHeight),
    keyOf: index => keyOfRow(rows[index]!),
  })
  useScrollTo(
    rows.findIndex(row => isLinked(row, linked)),
    linked,
    drawn.virtualizer,
  )

  const tickText = (at: number): string =>
    isFine(scale, ticks)
      ? formatFineTime(at, language)
      : formatNearMoment(at, { language, now: endOf(scale) })
  const isChosen = (row: ChartRow): boolean =>
    row.kind === 'part' ? isLinked(row, linked) : row.step === chosen && linked.part === null
  const drawRow = (row: ChartRow, place: number): ReactNode => {
    if (row.kind === 'parts')
      return <PartsRow step={row.step} isUnfolded={row.isUnfolded} place={place} fold={fold} />
    const name = row.step.name
    const shared = { place, work, scale, choose, isChosen: isChosen(row) }
    return row.kind === 'step' ? (
      <StepRow {...shared} step={row.step} number={row.number} runs={runsOf(name, null)} />
    ) : (
      <PartRow {...shared} step={name} part={row.part} runs={runsOf(name, row.part.name)} />
    )
  }
  return (
    <div
      className={styles['chart']}
      role="table"
      aria-label={say('tab.steps')}
      aria-rowcount={rows.length + rowsBefore}
    >
      <div role="rowgroup">
        <div className={`${styles['row']} ${styles['axis']}`} role="row" aria-rowindex={1}>
          <div role="columnheader">{say('steps.step')}</div>
          <div role="columnheader" className={`${styles['ticks']} numbers`}>
            {ticksOf(scale, ticks).map(at => (
              <span key={at}>{tickText(at)}</span>
            ))}
          </div>
        </div>
        <div className={styles['row']} role="row" aria-rowindex={2}>
          <div role="cell" className={styles['whole']}>
            {say('steps.whole')}
          </div>
          <Track scale={scale}>
            {periods.map(period => (
              <PeriodBar key={period.from} period={period} scale={scale} />
            ))}
          </Track>
        </div>
      </div>
      <VirtualRows rows={drawn}>
        {index => {
          const row = rows[index]
          return row === undefined ? null : drawRow(row, index + rowsBefore + 1)
        }}
      </VirtualRows>
    </div>
  )
}

function isLinked(row: ChartRow, { step, part }: Linked): boolean {
  if (row.kind === 'parts' || row.step.name !== step) return false
  return row.kind === 'part' ? row.part.name === part : part === null
}

/** Brings a row into view when the address of the page names it, once. */
function useScrollTo(
  index: number,
  { step, part }: Linked,
  virtualizer: ReturnType<typeof useRows>['virtualizer'],
): void {
  const isThere = index !== -1
  useEffect(() => {
    if (isThere) virtualizer.scrollToIndex(index)
    // Only when it is named or comes to be there: afterwards a person may scroll on.
  }, [step, part, isThere])
}
