import { useState, type ReactNode } from 'react'
import { useAccessCall } from '../../../api/access.ts'
import type { User } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { PasswordField } from '../../../parts/password-field.tsx'

interface SetPasswordDialogueProps {
  readonly user: User
  readonly close: () => void
}

/** Sets the password of a user. */
export function SetPasswordDialogue({ user, close }: SetPasswordDialogueProps): ReactNode {
  const { say } = useLanguage()
  const [password, setPassword] = useState('')
  const set = useAccessCall<User>(close)
  return (
    <FormDialogue
      title={say('users.setPassword')}
      about={say('users.setPasswordAbout', { user: user.name })}
      isBusy={set.isPending}
      error={set.error}
      places={['password']}
      submit={() => set.mutate({ method: 'PUT', path: `/v1/users/${user.id}/password`, body: { password } })}
      close={close}
    >
      {problemOf => (
        <PasswordField
          name="password"
          label={say('account.new')}
          value={password}
          change={setPassword}
          problem={problemOf('password')}
          isRequired
        />
      )}
    </FormDialogue>
  )
}
