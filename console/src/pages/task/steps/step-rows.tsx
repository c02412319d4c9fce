import { UnstyledButton } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import type { Step, StepRun, SubStep } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import styles from './chart.module.css'
import { countsOf } from './chart-rows.ts'
import type { Scale } from './scale.ts'
import { StepLabel } from './step-label.tsx'
import { PredictedBar, RunBar, Track } from './track.tsx'
import type { Stretch } from './worked.ts'

interface RowProps {
  /** In the whole table, from 1. */
  readonly place: number
  readonly runs: readonly StepRun[]
  /** When there was work on the task at all. */
  readonly work: readonly Stretch[]
  readonly scale: Scale
  readonly isChosen: boolean
  /** Looks at a step, or at a part of it (null: the step itself); at what is looked at already, no longer. */
  readonly choose: (step: string, part: string | null) => void
}

interface StepRowProps extends RowProps {
  readonly step: Step
  readonly number: number
}

/** A step, when it was at work, and when it is expected to be. */
export const StepRow = memo(function StepRow({ step, number, choose, ...row }: StepRowProps): ReactNode {
  const { place, runs, work, scale, isChosen } = row
  return (
    <div className={styles['row']} role="row" aria-rowindex={place} data-kind="step" data-chosen={isChosen}>
      <div role="cell" className={styles['label']}>
        <StepLabel part={step} number={number} choose={() => choose(step.name, null)} isChosen={isChosen} />
      </div>
      <Track scale={scale}>
        {runs.map(run => (
          <RunBar key={run.from} run={run} work={work} scale={scale} />
        ))}
        <PredictedBar step={step} scale={scale} />
      </Track>
    </div>
  )
})

interface PartRowProps extends RowProps {
  /** Name of the step that it is a part of. */
  readonly step: string
  readonly part: SubStep
}

/** A part of a step, and when it was at work. */
export const PartRow = memo(function PartRow({ step, part, choose, ...row }: PartRowProps): ReactNode {
  const { place, runs, work, scale, isChosen } = row
  return (
    <div className={styles['row']} role="row" aria-rowindex={place} data-kind="part" data-chosen={isChosen}>
      <div role="cell" className={styles['label']}>
        <StepLabel part={part} choose={() => choose(step, part.name)} isChosen={isChosen} />
      </div>
      <Track scale={scale}>
        {runs.map(run => (
          <RunBar key={run.from} run={run} work={work} scale={scale} />
        ))}
      </Track>
    </div>
  )
})

interface PartsRowProps extends Pick<RowProps, 'place'> {
  readonly step: Step
  readonly isUnfolded: boolean
  readonly fold: (step: string, isUnfolded: boolean) => void
}

/** How many parts a step has and how they stand, where these are too many to be all shown at once. */
export function PartsRow({ step, place, isUnfolded, fold }: PartsRowProps): ReactNode {
  const { say } = useLanguage()
  const counts = countsOf(step).map(({ text, count }) => `${text} ${count}`)
  return (
    <div className={styles['row']} role="row" aria-rowindex={place} data-kind="parts">
      <div role="cell" aria-colspan={2} className={styles['counts']}>
        <strong>{say('steps.parts', { count: step.subSteps.length })}</strong>
        <span className="numbers">{counts.join(' · ')}</span>
        <UnstyledButton
          className={styles['fold']}
          aria-expanded={isUnfolded}
          onClick={() => fold(step.name, !isUnfolded)}
        >
          {say(isUnfolded ? 'steps.showFew' : 'steps.showAll')}
        </UnstyledButton>
      </div>
    </div>
  )
}
