import { Switch } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAccessCall } from '../../../api/access.ts'
import type { User } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { LanguageSelect } from '../language-select.tsx'

interface UserDialogueProps {
  readonly user: User
  readonly close: () => void
}

/** Changes the language of a user, and whether it is an administrator. */
export function UserDialogue({ user, close }: UserDialogueProps): ReactNode {
  const { say } = useLanguage()
  const [language, setLanguage] = useState(user.language)
  const [administrator, setAdministrator] = useState(user.administrator)
  const change = useAccessCall<User>(close)
  // What was not touched stays as somebody else may have changed it meanwhile.
  const body = {
    ...(language === user.language ? {} : { language }),
    ...(administrator === user.administrator ? {} : { administrator }),
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
      <LanguageSelect
        label={say('access.language')}
        none={say('users.languageNone')}
        value={language}
        change={setLanguage}
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
