import { Alert, Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { CallError } from '../../../api/call.ts'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'

interface RefusedProps {
  readonly error: Error
  /** Whether all that is wrong is told at the fields. */
  readonly isTold: boolean
}

/** Why nothing was submitted; that nobody knows; or that an earlier try, of which no answer came, did submit something. */
export function Refused({ error, isTold }: RefusedProps): ReactNode {
  const { say } = useLanguage()
  if (isTold) return <Correct />
  if (error instanceof CallError && error.mayBeDone)
    return (
      <Alert color="red" role="alert" title={say('shell.unreachable')}>
        <Text size="sm">{say('form.unanswered')}</Text>
      </Alert>
    )
  if (!isMadeBefore(error)) return <Refusal error={error} />
  return (
    <Alert color="blue" role="alert" title={say('form.madeBefore')}>
      <Text size="sm">
        {say('form.madeBeforeHow')}{' '}
        <Anchor component={Link} href={`/tasks/${error.task}`} size="sm">
          {say('form.madeBeforeLook', { task: error.task.slice(0, 8) })}
        </Anchor>
      </Text>
    </Alert>
  )
}

/** That fields are marked, and what to do about it. */
export function Correct(): ReactNode {
  const { say } = useLanguage()
  return (
    <Alert color="red" role="alert" title={say('form.correct')}>
      <Text size="sm">{say('form.correctHow')}</Text>
    </Alert>
  )
}

const isMadeBefore = (error: Error): error is CallError & { readonly task: string } =>
  error instanceof CallError && error.code === 'token_conflict' && error.task !== null
