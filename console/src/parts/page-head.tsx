import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './page-head.module.css'
import { usePageTitle } from './page-title.ts'

/** What a page is about, and what can be done here. */
export function PageHead({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}): ReactNode {
  usePageTitle(title)
  return (
    <div className={styles['head']}>
      <Title order={1} size="h3">
        {title}
      </Title>
      {children}
    </div>
  )
}
