import type { ReactNode } from 'react'
import { secondsBetween } from '../../../../../src/telling/elapsed.ts'
import { formatBytes, formatDuration, formatRate } from '../../../../../src/telling/format.ts'
import { operationTitles } from '../../../../../src/telling/operation-titles.ts'
import { detailText, plainTitle } from '../../../../../src/telling/title.ts'
import { unitIn } from '../../../../../src/words/telling.ts'
import type { ProgressSample, Step, Task } from '../../../api/native.generated.ts'
import { useOperation } from '../../../api/queries.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useNow } from '../../../words/now.ts'
import { RateChart } from './rate-chart.tsx'
import { linesOf } from './points.ts'
import styles from './step-detail.module.css'

interface StepDetailProps {
  readonly task: Task
  readonly step: Step
  readonly samples: readonly ProgressSample[]
}

/** The step that runs, or was chosen: how fast it was, how far it lags, and what else it tells of itself. */
export function StepDetail({ task, step, samples }: StepDetailProps): ReactNode {
  const { language, say } = useLanguage()
  const now = useNow()
  const { data: operation } = useOperation(task.operation.name)
  const { detailTitle } = operationTitles(operation ?? null)
  const unit = step.unit ?? sharedUnit(step)
  const own = samples.filter(sample => sample.step === step.name && sample.subStep === null)
  const isCurrent = (figure: 'ratePerSecond' | 'lagBytes'): boolean =>
    own.length > 0 && own.at(-1)![figure] !== null && step.endedAt === null
  const rateText = (rate: number): string =>
    say('task.rate', {
      amount:
        unit === 'bytes'
          ? formatBytes(rate, language)
          : `${formatRate(rate, language)} ${unit === null ? '' : unitIn(language, unit)}`.trimEnd(),
    })
  const seconds = secondsBetween(step.startedAt, step.endedAt, now)
  const facts = Object.entries(step.detail ?? {}).flatMap(([name, value]) => {
    const text = detailText(value)
    return text === null ? [] : [[detailTitle(name), text] as const]
  })
  return (
    <section className={styles['detail']} aria-label={plainTitle(step.title)}>
      <h2 className={styles['title']}>
        {plainTitle(step.title)}
        <small>
          {step.statusText}
          {seconds !== null && ` · ${formatDuration(seconds, language)}`}
          {!step.cancellable && ` · ${say('steps.notCancellable')}`}
        </small>
      </h2>
      {step.failure !== null && (
        <p className={styles['failure']}>
          {say('task.failed', { code: step.failure.code, message: step.failure.message })}
        </p>
      )}
      <div className={styles['charts']}>
        <RateChart
          title={say('steps.rate')}
          lines={linesOf(own, 'ratePerSecond')}
          isCurrent={isCurrent('ratePerSecond')}
          text={rateText}
        />
        <RateChart
          title={say('steps.lag')}
          lines={linesOf(own, 'lagBytes')}
          isCurrent={isCurrent('lagBytes')}
          text={bytes => formatBytes(bytes, language)}
        />
      </div>
      {facts.length > 0 && (
        <dl className={styles['facts']}>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** A step that counts nothing itself is as fast as its parts together, where they count the same; null: they do not. */
function sharedUnit({ subSteps }: Step): string | null {
  const units = new Set(subSteps.map(({ unit }) => unit))
  const [unit = null] = units
  return units.size === 1 ? unit : null
}
