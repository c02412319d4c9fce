import { useState, type ReactNode } from 'react'
import { useAccessCall } from '../../../api/access.ts'
import type { User } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { UserFields, type ChosenOfUser } from './user-fields.tsx'

interface UserDialogueProps {
  readonly user: User
  readonly close: () => void
}

/** Changes the language of a user, and whether it is an administrator. */
export function UserDialogue({ user, close }: UserDialogueProps): ReactNode {
  const { say } = useLanguage()
  // As it was when this was opened; what comes in later is not what was looked at.
  const [before] = useState<ChosenOfUser>(user)
  const [{ language, administrator }, setChosen] = useState(before)
  const change = useAccessCall<User>(close)
  // What was not touched stays as somebody else may have changed it meanwhile.
  const body = {
    ...(language === before.language ? {} : { language }),
    ...(administrator === before.administrator ? {} : { administrator }),
  }
  return (
    <FormDialogue
      title={say('users.change')}
      act={say('access.save')}
      isBusy={change.isPending}
      error={change.error}
      submit={() => change.mutate({ method: 'PUT', path: `/v1/users/${user.id}`, body })}
      close={close}
    >
      {() => <UserFields value={{ language, administrator }} change={setChosen} />}
    </FormDialogue>
  )
}
