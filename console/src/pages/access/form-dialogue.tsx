import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialogue } from '../../parts/dialogue.tsx'
import { grave } from '../../parts/grave.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useToldForm } from '../../parts/told-form.ts'

interface FormDialogueProps {
  readonly title: string
  /** What the button says that does it; default: the title. */
  readonly act?: string
  /** What it does and what it costs. */
  readonly about?: string
  /** Whether it gives up what nobody can bring back. */
  readonly isGrave?: boolean
  /** Whether it is being done: until it is told what came of it, nothing closes. */
  readonly isBusy: boolean
  /** Why it was refused; null: it was not. */
  readonly error: Error | null
  /** Names of the fields that show what is wrong with them. */
  readonly places?: readonly string[]
  /** The fields; given what is wrong with a field, by its name. */
  readonly children?: (problemOf: (name: string) => string | null) => ReactNode
  readonly submit: () => void
  readonly close: () => void
}

/** Asks for what is needed to do something, or only whether to do it; stays open with what the server refuses. */
export function FormDialogue(props: FormDialogueProps): ReactNode {
  const { title, act = title, about, isGrave = false, isBusy, error, places = [], children, close } = props
  const { say } = useLanguage()
  const { form, problemOf, untold } = useToldForm({ error, places, send: props.submit })
  return (
    <Dialogue isOpen title={title} isBusy={isBusy} close={close}>
      <form {...form}>
        <Stack>
          {about !== undefined && <Text size="sm">{about}</Text>}
          {children?.(problemOf)}
          {untold !== null && <Refusal error={untold} />}
          <Group justify="flex-end">
            <Button variant="default" disabled={isBusy} onClick={close}>
              {say('act.doNothing')}
            </Button>
            <Button type="submit" {...(isGrave ? grave.filled : {})} loading={isBusy}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialogue>
  )
}
