import { useCallback, useMemo, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import type { Task } from '../../../api/native.generated.ts'
import { Refusal } from '../../../parts/refusal.tsx'
import { useNow } from '../../../words/now.ts'
import { useTimeline } from '../use-task.ts'
import { Chart } from './chart.tsx'
import { mostUnfolded } from './chart-rows.ts'
import { Legend } from './legend.tsx'
import { scaleOf } from './scale.ts'
import { StepDetail } from './step-detail.tsx'
import styles from './steps.module.css'

/** The steps of a task over time, and one of them closely: the one that is named in the address of the page, or that runs. */
export function Steps({ task }: { readonly task: Task }): ReactNode {
  const now = useNow()
  const [query, setQuery] = useSearchParams()
  const { data: timeline, error } = useTimeline(task)
  const scale = useMemo(() => scaleOf(task, now), [task, now])
  const linked = { step: query.get('step'), part: query.get('part') }
  // Where it is, or stopped.
  const current = task.steps.find(({ status }) => status === 'running' || status === 'failed')
  const chosen = task.steps.find(({ name }) => name === linked.step) ?? current
  const choose = useChoice(setQuery)

  const detail = chosen !== undefined && (
    <StepDetail task={task} step={chosen} samples={timeline?.samples ?? []} />
  )
  // A long chart fills more than a window: what one wants to know first would be below it.
  const isLong = task.steps.some(({ subSteps }) => subSteps.length > mostUnfolded)
  return (
    <div className={styles['steps']}>
      {error !== null && <Refusal error={error} />}
      {isLong && detail}
      <Chart task={task} timeline={timeline} scale={scale} chosen={chosen} linked={linked} choose={choose} />
      <Legend />
      {!isLong && detail}
    </div>
  )
}

/** Names what is looked at in the address of the page; what is named already, no longer. */
function useChoice(
  setQuery: ReturnType<typeof useSearchParams>[1],
): (step: string, part: string | null) => void {
  return useCallback(
    (step, part) =>
      setQuery(
        before => {
          if (before.get('step') === step && before.get('part') === part) return {}
          return part === null ? { step } : { step, part }
        },
        { replace: true },
      ),
    [setQuery],
  )
}
