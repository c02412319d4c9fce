import { Button, Code, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../../words/language.tsx'
import styles from './empty.module.css'

const firstCommands = `stepwell instance add redis://10.0.0.5:6379 --name shop-cache
stepwell instance add redis://10.0.0.11:6379 --name shop-cluster
stepwell submit redis.migrate --instance shop-cache --input target=shop-cluster`

/** Stands where there is no task; where there is none at all, it teaches the first command. */
export function Empty({ isNarrow }: { readonly isNarrow: boolean }): ReactNode {
  const { say } = useLanguage()
  if (isNarrow)
    return (
      <div className={styles['empty']}>
        <Text c="dimmed">{say('tasks.none')}</Text>
      </div>
    )
  return (
    <div className={styles['empty']}>
      <Stack align="center">
        <Title order={2} size="h4">
          {say('tasks.empty')}
        </Title>
        <Text c="dimmed">{say('tasks.emptyHow')}</Text>
        <Code block className={styles['commands']} tabIndex={0}>
          {firstCommands}
        </Code>
        <Button component={Link} href="/operations">
          {say('tasks.submit')}
        </Button>
      </Stack>
    </div>
  )
}
