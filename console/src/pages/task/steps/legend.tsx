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
            <span className={`${styles['sample']} ${styles['period']}`} data-tone={periodTones[kind]} />
            {say(`period.${kind}`)}
          </dd>
        ))}
      </div>
      <div>
        <dt>{say('steps.runs')}</dt>
        {statuses.map(status => (
          <dd key={status}>
            <span className={`${styles['sample']} ${styles['run']}`} data-tone={runTones[status]} />
            {stepStatusWords[status][language]}
          </dd>
        ))}
        <dd>
          <span className={`${styles['sample']} ${track['hatched']}`} />
          {say('steps.predicted')}
        </dd>
      </div>
    </dl>
  )
}
