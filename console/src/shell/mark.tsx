import type { ReactNode } from 'react'
import styles from './mark.module.css'

/** Our name with its sign. */
export function Mark(): ReactNode {
  return (
    <span className={styles['mark']}>
      <img src="/console/mark.svg" alt="" width={24} height={24} />
      <span className={styles['name']}>Stepwell</span>
    </span>
  )
}
