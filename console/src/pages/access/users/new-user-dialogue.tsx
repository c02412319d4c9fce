import { useState, type ReactNode } from 'react'
import { useAccessCall } from '../../../api/access.ts'
import type { NewUser, User } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { NameField } from '../name-fields.tsx'
import { PasswordField } from '../../../parts/password-field.tsx'
import { attachmentOf, noPolicy, PolicySelect } from './policy-select.tsx'
import { UserFields, type ChosenOfUser } from './user-fields.tsx'

interface NewUserDialogueProps {
  readonly added: (user: User) => void
  readonly close: () => void
}

const firstChosen: ChosenOfUser = { language: null, administrator: false }

/** Creates a user. */
export function NewUserDialogue({ added, close }: NewUserDialogueProps): ReactNode {
  const { say } = useLanguage()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [policy, setPolicy] = useState(noPolicy)
  const [chosen, setChosen] = useState(firstChosen)
  const add = useAccessCall<User>(user => {
    close()
    added(user)
  })
  const attachment = attachmentOf(policy)
  const body: NewUser = {
    name: name.trim(),
    ...chosen,
    policies: attachment === null ? [] : [attachment],
    ...(password === '' ? {} : { password }),
  }
  return (
    <FormDialogue
      title={say('users.add')}
      act={say('access.create')}
      isBusy={add.isPending}
      error={add.error}
      places={['name', 'password']}
      submit={() => add.mutate({ method: 'POST', path: '/v1/users', body })}
      close={close}
    >
      {problemOf => (
        <>
          <NameField label={say('users.name')} value={name} change={setName} problem={problemOf('name')} />
          <PasswordField
            name="password"
            label={say('signIn.password')}
            description={say('users.passwordHint')}
            value={password}
            change={setPassword}
            problem={problemOf('password')}
            isRequired={false}
          />
          <PolicySelect value={policy} change={setPolicy} />
          <UserFields value={chosen} change={setChosen} />
        </>
      )}
    </FormDialogue>
  )
}
