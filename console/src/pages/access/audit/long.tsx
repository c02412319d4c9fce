import type { ReactNode } from 'react'
import styles from './long.module.css'

/** So much of a text is read at a glance. */
const glance = 90

/** A text that opens when it is pressed, where it is long. */
export function Long({ text }: { readonly text: string }): ReactNode {
  if (text.length <= glance) return text
  return (
    <details>
      <summary className={styles['short']}>{text.slice(0, glance - 10)}…</summary>
      <pre className={styles['whole']}>{text}</pre>
    </details>
  )
}
