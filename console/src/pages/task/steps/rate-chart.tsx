import { useId, type ReactNode } from 'react'
import type { Point } from './points.ts'
import styles from './rate-chart.module.css'

interface RateChartProps {
  readonly title: string
  /** One for each time it was known. */
  readonly lines: readonly (readonly Point[])[]
  /** Whether the last value is that of now. */
  readonly isCurrent: boolean
  /** A value in words. */
  readonly text: (value: number) => string
}

const width = 320
const height = 64

/** A figure over time, as a small line with its latest and its highest value; nothing where there is too little to draw. */
export function RateChart({ title, lines, isCurrent, text }: RateChartProps): ReactNode {
  const id = useId()
  const points = lines.flat()
  const last = points.at(-1)
  if (points.length < 2 || last === undefined) return null
  const first = points[0]!.at
  const most = Math.max(...points.map(({ value }) => value), Number.MIN_VALUE)
  const across = (at: number): string => (((at - first) / Math.max(1, last.at - first)) * width).toFixed(1)
  const spotsOf = (line: readonly Point[]): string =>
    line
      .map(({ at, value }) => `${across(at)},${(height - 4 - (value / most) * (height - 10)).toFixed(1)}`)
      .join(' ')
  return (
    <figure className={styles['chart']} aria-labelledby={id}>
      <figcaption id={id} className="numbers">
        {title} {isCurrent && <strong>{text(last.value)}</strong>} <small>≤ {text(most)}</small>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
        {lines.map(line => (
          <g key={line[0]!.at}>
            <polygon
              className={styles['area']}
              points={`${across(line[0]!.at)},${height} ${spotsOf(line)} ${across(line.at(-1)!.at)},${height}`}
            />
            <polyline className={styles['line']} points={spotsOf(line)} />
          </g>
        ))}
      </svg>
    </figure>
  )
}
