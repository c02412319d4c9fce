import type { ReactNode } from 'react'
import { formatTimeZone } from '../../../src/telling/format.ts'
import { useLanguage } from '../words/language.tsx'
import { useNow } from '../words/now.ts'
import styles from './time-zone.module.css'

/** In which time zone all moments of the page are. */
export function TimeZone(): ReactNode {
  const { language, say } = useLanguage()
  return (
    <span className={styles['zone']}>
      {say('task.timesIn', { zone: formatTimeZone(useNow(), language) })}
    </span>
  )
}
