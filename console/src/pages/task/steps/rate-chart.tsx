import { useId, type ReactNode } from 'react'
import type { Point } from './points.ts'
import styles from './rate-chart.module.css'

interface RateChartProps {
  readonly title: string
  readonly points: readonly Point[]
  /** A value in words. */
  readonly text: (value: number) => string
}

const width = 320
const height = 64

/** A figure over time, as a small line with its latest and its highest value; nothing where there is too little to draw. */
export function RateChart({ title, points, text }: RateChartProps): ReactNode {
  const id = useId()
  const last = points.at(-1)
  if (points.length < 2 || last === undefined) return null
  const first = points[0]!.at
  const most = Math.max(...points.map(({ value }) => value), Number.MIN_VALUE)
  const spots = points.map(
    ({ at, value }) =>
      `${(((at - first) / Math.max(1, last.at - first)) * width).toFixed(1)},${(height - 4 - (value / most) * (height - 10)).toFixed(1)}`,
  )
  return (
    <figure className={styles['chart']} aria-labelledby={id}>
      <figcaption id={id} className="numbers">
        {title} <strong>{text(last.value)}</strong> <small>≤ {text(most)}</small>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
        <polygon className={styles['area']} points={`0,${height} ${spots.join(' ')} ${width},${height}`} />
        <polyline className={styles['line']} points={spots.join(' ')} />
      </svg>
    </figure>
  )
}
