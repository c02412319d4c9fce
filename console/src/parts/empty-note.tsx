import { Code, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './empty-note.module.css'

interface EmptyNoteProps {
  readonly title?: string
  /** Why there is nothing, and what to do. */
  readonly children: ReactNode
  /** What to type at a terminal. */
  readonly commands?: string
  readonly action?: ReactNode
}

/** Stands where a list is empty; teaches what fills it. */
export function EmptyNote({ title, children, commands, action }: EmptyNoteProps): ReactNode {
  return (
    <div className={styles['empty']}>
      <Stack align="center">
        {title !== undefined && (
          <Title order={2} size="h4">
            {title}
          </Title>
        )}
        <Text c="dimmed">{children}</Text>
        {commands !== undefined && (
          <Code block className={styles['commands']} tabIndex={0}>
            {commands}
          </Code>
        )}
        {action}
      </Stack>
    </div>
  )
}
