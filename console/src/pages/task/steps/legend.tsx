import type { ReactNode } from 'react'
import { stepStatusWords } from '../../../../../src/words/statuses.ts'
import type { Period, StepRun } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import styles from './legend.module.css'
import track from './track.module.css'
import { periodTones, runTones } from './tones.ts'

const kinds = Object.keys(periodTones) as readonly Period['kind'][]
const statuses = Object.keys(runTones) as readonly StepRun['status'][]

/** What the colours of the bars mean: in the row of the whole task, and in those of the steps. */
export function Legend(): ReactNode {
  const { language, say } = useLanguage()
  return (
    <dl className={styles['legend']}>
      <div>
        <dt>{say('steps.whole')}</dt>
        {kinds.map(kind => (
          <dd key={kind}>
            <Sample look="period" tone={periodTones[kind]} />
            {say(`period.${kind}`)}
          </dd>
        ))}
      </div>
      <div>
        <dt>{say('steps.runs')}</dt>
        {statuses.map(status => (
          <dd key={status}>
            <Sample look="run" tone={runTones[status]} />
            {stepStatusWords[status][language]}
          </dd>
        ))}
        <dd>
          <Sample look="predicted" />
          {say('steps.predicted')}
        </dd>
      </div>
    </dl>
  )
}

interface SampleProps {
  readonly look: 'run' | 'predicted' | 'period'
  readonly tone?: string
}

/** A bar as it is in the chart. */
function Sample({ look, tone }: SampleProps): ReactNode {
  return (
    <span className={styles['sample']}>
      <span className={track[look]} data-tone={tone} />
    </span>
  )
}
