import { Switch, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAccessCall } from '../../../api/access.ts'
import type { NewUser, User } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { problemsOf } from '../../operation/form/problems.ts'
import { FormDialogue } from '../form-dialogue.tsx'
import { LanguageSelect } from '../language-select.tsx'
import { PasswordField } from './password-field.tsx'
import { attachmentOf, noPolicy, PolicySelect } from './policy-select.tsx'

interface NewUserDialogueProps {
  readonly added: (user: User) => void
  readonly close: () => void
}

/** Creates a user. */
export function NewUserDialogue({ added, close }: NewUserDialogueProps): ReactNode {
  const { language, say } = useLanguage()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [policy, setPolicy] = useState(noPolicy)
  const [speaks, setSpeaks] = useState<User['language']>(null)
  const [administrator, setAdministrator] = useState(false)
  const add = useAccessCall<User>(user => {
    close()
    added(user)
  })
  const problems = problemsOf(add.error, language)
  const attachment = attachmentOf(policy)
  const body: NewUser = {
    name: name.trim(),
    language: speaks,
    administrator,
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
      <TextInput
        label={say('users.name')}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        error={problems.get('name') ?? null}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        required
        data-autofocus
      />
      <PasswordField
        label={say('signIn.password')}
        description={say('users.passwordHint')}
        value={password}
        change={setPassword}
        problem={problems.get('password') ?? null}
        isRequired={false}
      />
      <PolicySelect value={policy} change={setPolicy} />
      <LanguageSelect
        label={say('access.language')}
        none={say('users.languageNone')}
        value={speaks}
        change={setSpeaks}
      />
      <Switch
        label={say('users.administrator')}
        description={say('users.administratorHint')}
        checked={administrator}
        onChange={event => setAdministrator(event.currentTarget.checked)}
      />
    </FormDialogue>
  )
}
