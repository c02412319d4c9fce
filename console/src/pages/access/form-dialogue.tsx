import { Button, Group, Stack, Text } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Dialogue } from '../../parts/dialogue.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { problemsOf } from '../operation/form/problems.ts'

interface FormDialogueProps {
  readonly title: string
  /** What the button says that does it; default: the title. */
  readonly act?: string
  /** What it does and what it costs. */
  readonly about?: string
  readonly isDangerous?: boolean
  readonly isBusy: boolean
  /** Why it was refused; null: it was not. */
  readonly error: Error | null
  /** Fields that show what is wrong with them themselves. */
  readonly places?: readonly string[]
  readonly children?: ReactNode
  readonly submit: () => void
  readonly close: () => void
}

/** Asks for what is needed to do something, or only whether to do it; stays open with what the server refuses. */
export function FormDialogue(props: FormDialogueProps): ReactNode {
  const { title, act = title, about, isDangerous = false, isBusy, error, places = [] } = props
  const { language, say } = useLanguage()
  const problems = [...problemsOf(error, language).keys()]
  const isTold = problems.length > 0 && problems.every(place => places.includes(place))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    props.submit()
  }
  return (
    <Dialogue isOpen title={title} close={props.close}>
      <form onSubmit={submit}>
        <Stack>
          {about !== undefined && <Text size="sm">{about}</Text>}
          {props.children}
          {error !== null && !isTold && <Refusal error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.close}>
              {say('act.doNothing')}
            </Button>
            <Button type="submit" {...(isDangerous ? { color: 'red.9' } : {})} loading={isBusy}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialogue>
  )
}
