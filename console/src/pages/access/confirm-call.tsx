import type { ReactNode } from 'react'
import { useAccessCall, type AccessCall } from '../../api/access.ts'
import { FormDialogue } from './form-dialogue.tsx'

interface ConfirmCallProps<Answer> {
  readonly title: string
  /** What it does and what it costs. */
  readonly about: string
  /** Whether it gives up what nobody can bring back. */
  readonly isGrave?: boolean
  readonly call: AccessCall
  /** Told once it is done. */
  readonly done?: (answer: Answer) => void
  readonly close: () => void
}

/** Asks whether to change who may do what, and does it. */
export function ConfirmCall<Answer>(props: ConfirmCallProps<Answer>): ReactNode {
  const { title, about, isGrave = false, call, done, close } = props
  const act = useAccessCall<Answer>(answer => {
    close()
    done?.(answer)
  })
  return (
    <FormDialogue
      title={title}
      about={about}
      isGrave={isGrave}
      isBusy={act.isPending}
      error={act.error}
      submit={() => act.mutate(call)}
      close={close}
    />
  )
}
