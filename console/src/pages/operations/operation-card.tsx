import { Button, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { plainTitle } from '../../../../src/telling/title.ts'
import type { Operation } from '../../api/native.generated.ts'
import { useLanguage } from '../../words/language.tsx'
import styles from './operations-page.module.css'

interface OperationCardProps {
  readonly operation: Operation
  /** What it is to be done to; null: that is chosen later. */
  readonly instance: string | null
}

/** What an operation does, to what, and in which steps. */
export function OperationCard({ operation, instance }: OperationCardProps): ReactNode {
  const { say } = useLanguage()
  const { name, title, service, description, steps } = operation
  const place = `/operations/${encodeURIComponent(name)}`
  return (
    <article className={styles['card']}>
      <Title order={2} size="h4">
        {plainTitle(title)}
      </Title>
      <Text size="sm" c="dimmed" className={styles['name']}>
        {name} · {service} · {say('operations.version', { version: operation.version })}
      </Text>
      <Text size="sm">{description}</Text>
      <ol className={styles['steps']} aria-label={say('operation.steps')}>
        {steps.map(step => (
          <li key={step.name}>{plainTitle(step.title)}</li>
        ))}
      </ol>
      <Button
        component={Link}
        href={instance === null ? place : `${place}?instance=${instance}`}
        variant="default"
        size="xs"
        className={styles['open']}
        aria-label={`${say('operation.open')}: ${plainTitle(title)}`}
      >
        {say('operation.open')}
      </Button>
    </article>
  )
}
