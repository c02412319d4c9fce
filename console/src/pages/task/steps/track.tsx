import type { ReactNode } from 'react'
import { formatDuration, formatNearMoment } from '../../../../../src/telling/format.ts'
import { stepStatusWords } from '../../../../../src/words/statuses.ts'
import type { Period, Step, StepRun } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { endOf, placeOf, type Scale } from './scale.ts'
import styles from './track.module.css'
import { periodTones, runTones } from './tones.ts'
import { secondsOf, stretchOf, workedIn, type Stretch } from './worked.ts'

/** A stretch of time in a row of the chart, with the line of now. */
export function Track({
  scale,
  children,
}: {
  readonly scale: Scale
  readonly children: ReactNode
}): ReactNode {
  const now = scale.now === null ? null : placeOf(scale, scale.now, scale.now)
  return (
    <div role="cell" className={styles['track']}>
      {children}
      {now !== null && <span className={styles['now']} style={{ left: now.left }} />}
    </div>
  )
}

interface BarsProps {
  readonly look: 'run' | 'predicted' | 'period'
  readonly tone?: string
  readonly scale: Scale
  readonly stretches: readonly Stretch[]
  /** What they say: to who points at one, and to who cannot see them. */
  readonly text: string
}

function Bars({ look, tone, scale, stretches, text }: BarsProps): ReactNode {
  const { language } = useLanguage()
  const places = stretches.flatMap(({ from, to }) => placeOf(scale, from, to) ?? [])
  if (places.length === 0) return null
  return (
    <>
      {places.map(place => (
        <span
          key={place.left}
          className={styles[look]}
          data-bar={look}
          data-tone={tone}
          title={text}
          style={place}
        />
      ))}
      <span className={styles['unseen']}>{`${text}${language === 'zh-cn' ? '。' : '. '}`}</span>
    </>
  )
}

interface RunBarProps {
  readonly run: StepRun
  /** When there was work on the task at all. */
  readonly work: readonly Stretch[]
  readonly scale: Scale
}

/** When a step, or a part of one, was at work in one attempt. */
export function RunBar({ run, work, scale }: RunBarProps): ReactNode {
  const { language, say } = useLanguage()
  const moment = useMoment(scale)
  const stretches = workedIn(run, work, endOf(scale))
  const { from, to } = stretchOf(run, endOf(scale))
  const text = say(run.to === null ? 'bar.runs' : 'bar.ran', {
    what: stepStatusWords[run.status][language],
    from: moment(from),
    to: moment(to),
    duration: formatDuration(secondsOf(stretches), language),
  })
  return <Bars look="run" tone={runTones[run.status]} scale={scale} stretches={stretches} text={text} />
}

/** When a step is expected to run, as the server predicts. */
export function PredictedBar({ step, scale }: { readonly step: Step; readonly scale: Scale }): ReactNode {
  const { language, say } = useLanguage()
  const moment = useMoment(scale)
  if (step.predictedEndAt === null || scale.now === null) return null
  const from = Math.max(scale.now, step.predictedStartAt === null ? 0 : Date.parse(step.predictedStartAt))
  const stretch = { from, to: Math.max(from, Date.parse(step.predictedEndAt)) }
  const text = say('bar.was', {
    what: say('steps.predicted'),
    from: moment(stretch.from),
    to: moment(stretch.to),
    duration: formatDuration(secondsOf([stretch]), language),
  })
  return <Bars look="predicted" scale={scale} stretches={[stretch]} text={text} />
}

/** What the task did for a while. */
export function PeriodBar({ period, scale }: { readonly period: Period; readonly scale: Scale }): ReactNode {
  const { language, say } = useLanguage()
  const moment = useMoment(scale)
  const stretch = stretchOf(period, endOf(scale))
  const text = say(period.to === null ? 'bar.is' : 'bar.was', {
    what: say(`period.${period.kind}`),
    from: moment(stretch.from),
    to: moment(stretch.to),
    duration: formatDuration(secondsOf([stretch]), language),
  })
  return (
    <Bars look="period" tone={periodTones[period.kind]} scale={scale} stretches={[stretch]} text={text} />
  )
}

/** Moments of the chart in words; those of another day than its end with their date. */
function useMoment(scale: Scale): (at: number) => string {
  const { language } = useLanguage()
  return at => formatNearMoment(at, { language, now: endOf(scale) })
}
