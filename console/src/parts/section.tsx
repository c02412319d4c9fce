import { Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import styles from './section.module.css'

/** A part of the page with its heading. */
export function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <Title order={2} size="h4" id={id} className={styles['title']}>
        {title}
      </Title>
      {children}
    </section>
  )
}
