import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'
import { Dialogue } from './dialogue.tsx'
import { grave } from './grave.ts'
import { useFormCheck } from './form-check.ts'

interface ReasonDialogueProps {
  readonly title: string
  /** What it does and what it costs. */
  readonly cost: ReactNode
  /** Whether it gives up what nobody can bring back. */
  readonly isGrave: boolean
  readonly isReasonNeeded?: boolean
  /** Whether it is being done: until it is told what came of it, nothing closes. */
  readonly isBusy: boolean
  /** Further fields, and what came of it; given what is wrong with a field, by its name. */
  readonly children?: (problemOf: (name: string) => string | null) => ReactNode
  readonly act: (reason: string) => void
  readonly close: () => void
}

/** Asks before something is done: says what it costs, and asks why. */
export function ReasonDialogue(props: ReasonDialogueProps): ReactNode {
  const { title, cost, isGrave, isReasonNeeded = false, isBusy, children, act, close } = props
  const { say } = useLanguage()
  const [reason, setReason] = useState('')
  const { form, problemOf } = useFormCheck(() => act(reason.trim()))
  return (
    <Dialogue isOpen title={title} isBusy={isBusy} close={close}>
      <form {...form}>
        <Stack>
          <Text size="sm" component="div">
            {cost}
          </Text>
          {children?.(problemOf)}
          <Textarea
            name="reason"
            label={say('act.reason')}
            description={say('act.reasonHint')}
            value={reason}
            required={isReasonNeeded}
            error={problemOf('reason')}
            onChange={event => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" disabled={isBusy} onClick={close}>
              {say('act.doNothing')}
            </Button>
            <Button type="submit" {...(isGrave ? grave.filled : {})} loading={isBusy}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialogue>
  )
}
