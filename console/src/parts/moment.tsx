import type { ReactNode } from 'react'
import { formatMoment, formatNearMoment } from '../../../src/telling/format.ts'
import { useTelling } from '../words/now.ts'

/** A moment as it is read here; all of it, with the date, when it is pointed at. */
export function Moment({ at }: { readonly at: string | null }): ReactNode {
  const telling = useTelling()
  if (at === null) return null
  const milliseconds = Date.parse(at)
  return (
    <time dateTime={at} title={formatMoment(milliseconds, telling.language)} className="numbers">
      {formatNearMoment(milliseconds, telling)}
    </time>
  )
}
