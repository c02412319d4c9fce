import { useEffect, useRef, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { formatNearMoment } from '../../../../../src/telling/format.ts'
import type { Period, Step, StepRun, SubStep, Task } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useTelling } from '../../../words/now.ts'
import { useTimeline } from '../use-task.ts'
import { placeOf, scaleOf, ticksOf, type Scale } from './scale.ts'
import { StepDetail } from './step-detail.tsx'
import { StepLabel } from './step-label.tsx'
import styles from './steps.module.css'

/** The steps as a tree, and beside each when it ran, or is expected to. */
export function Steps({ task }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const telling = useTelling()
  const [query, setQuery] = useSearchParams()
  const { data: timeline } = useTimeline(task)
  const scale = scaleOf(task, telling.now)
  const wanted = query.get('step')
  const running = task.steps.find(({ status }) => status === 'running' || status === 'failed')
  const chosen = task.steps.find(({ name }) => name === wanted) ?? running
  const runsOf = (step: string, subStep: string | null): readonly StepRun[] =>
    timeline?.runs.filter(run => run.step === step && run.subStep === subStep) ?? []

  return (
    <>
      <div className={styles['chart']} role="table" aria-label={say('tab.steps')}>
        <div className={`${styles['row']} ${styles['axis']}`} role="row">
          <div role="columnheader">{say('steps.step')}</div>
          <div role="columnheader" className={`${styles['ticks']} numbers`}>
            {ticksOf(scale, 4).map(at => (
              <span key={at}>{formatNearMoment(at, telling)}</span>
            ))}
          </div>
        </div>
        <div className={styles['row']} role="row">
          <div role="cell" className={styles['whole']}>
            {say('steps.whole')}
          </div>
          <Track scale={scale}>
            {timeline?.periods.map(period => (
              <PeriodBar key={period.from} period={period} scale={scale} />
            ))}
          </Track>
        </div>
        {task.steps.map((step, index) => (
          <StepRows
            key={step.name}
            step={step}
            number={index + 1}
            scale={scale}
            runsOf={runsOf}
            isChosen={step === chosen}
            isLinked={step.name === wanted}
            choose={() => setQuery(step.name === wanted ? {} : { step: step.name }, { replace: true })}
          />
        ))}
      </div>
      <Legend />
      {chosen !== undefined && <StepDetail task={task} step={chosen} samples={timeline?.samples ?? []} />}
    </>
  )
}

interface StepRowsProps {
  readonly step: Step
  readonly number: number
  readonly scale: Scale
  readonly runsOf: (step: string, subStep: string | null) => readonly StepRun[]
  readonly isChosen: boolean
  /** Whether the address of the page names it. */
  readonly isLinked: boolean
  readonly choose: () => void
}

function StepRows({ step, number, scale, runsOf, isChosen, isLinked, choose }: StepRowsProps): ReactNode {
  const row = useRef<HTMLDivElement>(null)
  // What is over, or has not begun, is one line until somebody wants to know.
  const isOpen = isChosen || step.status === 'running' || step.status === 'failed'
  useEffect(() => {
    if (isLinked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isLinked])
  return (
    <>
      <div ref={row} className={styles['row']} role="row" data-chosen={isChosen}>
        <div role="cell" className={styles['label']}>
          <StepLabel part={step} number={number} choose={choose} isChosen={isChosen} />
        </div>
        <Track scale={scale}>
          {runsOf(step.name, null).map(run => (
            <RunBar key={run.from} run={run} scale={scale} />
          ))}
          <Predicted step={step} scale={scale} />
        </Track>
      </div>
      {isOpen &&
        step.subSteps.map(part => (
          <SubStepRow key={part.name} part={part} runs={runsOf(step.name, part.name)} scale={scale} />
        ))}
    </>
  )
}

interface SubStepRowProps {
  readonly part: SubStep
  readonly runs: readonly StepRun[]
  readonly scale: Scale
}

function SubStepRow({ part, runs, scale }: SubStepRowProps): ReactNode {
  return (
    <div className={`${styles['row']} ${styles['part']}`} role="row">
      <div role="cell" className={styles['label']}>
        <StepLabel part={part} />
      </div>
      <Track scale={scale}>
        {runs.map(run => (
          <RunBar key={run.from} run={run} scale={scale} />
        ))}
      </Track>
    </div>
  )
}

/** The stretch of time, with the line of now. */
function Track({ scale, children }: { readonly scale: Scale; readonly children: ReactNode }): ReactNode {
  const now = scale.now === null ? null : placeOf(scale, scale.now, scale.now)
  return (
    <div role="cell" className={styles['track']}>
      {children}
      {now !== null && <span className={styles['now']} style={{ left: now.left }} />}
    </div>
  )
}

const runTones = { running: 'running', succeeded: 'good', failed: 'bad', cancelled: 'idle' } as const

function RunBar({ run, scale }: { readonly run: StepRun; readonly scale: Scale }): ReactNode {
  const end = run.to === null ? (scale.now ?? scale.to) : Date.parse(run.to)
  const place = placeOf(scale, Date.parse(run.from), end)
  if (place === null) return null
  return <span className={styles['run']} data-tone={runTones[run.status]} style={place} />
}

/** When it is expected to run, as the server predicts. */
function Predicted({ step, scale }: { readonly step: Step; readonly scale: Scale }): ReactNode {
  if (step.predictedEndAt === null || scale.now === null) return null
  const from = Math.max(scale.now, step.predictedStartAt === null ? 0 : Date.parse(step.predictedStartAt))
  const place = placeOf(scale, from, Date.parse(step.predictedEndAt))
  return place === null ? null : <span className={styles['predicted']} style={place} />
}

const periodTones = {
  waiting: 'idle',
  working: 'running',
  paused: 'warning',
  undoing: 'bad',
  stopped: 'none',
} as const

function PeriodBar({ period, scale }: { readonly period: Period; readonly scale: Scale }): ReactNode {
  const { say } = useLanguage()
  const end = period.to === null ? (scale.now ?? scale.to) : Date.parse(period.to)
  const place = placeOf(scale, Date.parse(period.from), end)
  if (place === null) return null
  return (
    <span
      className={styles['period']}
      data-tone={periodTones[period.kind]}
      title={say(`period.${period.kind}`)}
      style={place}
    />
  )
}

/** What the colours of the first row mean, and what hatching does. */
function Legend(): ReactNode {
  const { say } = useLanguage()
  return (
    <ul className={styles['legend']}>
      {(['waiting', 'working', 'paused', 'undoing', 'stopped'] as const).map(kind => (
        <li key={kind}>
          <span className={styles['sample']} data-tone={periodTones[kind]} />
          {say(`period.${kind}`)}
        </li>
      ))}
      <li>
        <span className={`${styles['sample']} ${styles['hatched']}`} />
        {say('steps.predicted')}
      </li>
    </ul>
  )
}
