import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'
import { Dialogue } from './dialogue.tsx'

interface ReasonDialogProps {
  readonly title: string
  /** What it does and what it costs. */
  readonly cost: ReactNode
  /** Whether it gives up what nobody can bring back. */
  readonly isGrave: boolean
  readonly isReasonNeeded?: boolean
  readonly isBusy: boolean
  /** Further fields, and what came of it. */
  readonly children?: ReactNode
  readonly act: (reason: string) => void
  readonly close: () => void
}

/** Asks before something is done: says what it costs, and asks why. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const { title, cost, isGrave, isReasonNeeded = false, isBusy, children, act, close } = props
  const { say } = useLanguage()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    act(reason.trim())
  }
  return (
    <Dialogue isOpen title={title} close={close}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" component="div">
            {cost}
          </Text>
          {children}
          <Textarea
            label={say('act.reason')}
            description={say('act.reasonHint')}
            value={reason}
            maxLength={1000}
            required={isReasonNeeded}
            onChange={event => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say('act.doNothing')}
            </Button>
            <Button type="submit" {...(isGrave ? { color: 'red.9' } : {})} loading={isBusy}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialogue>
  )
}
