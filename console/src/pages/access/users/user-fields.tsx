import { Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import type { User } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { LanguageSelect } from '../language-select.tsx'

/** What of a user is chosen when it is made, and changed later. */
export type ChosenOfUser = Pick<User, 'language' | 'administrator'>

interface UserFieldsProps {
  readonly value: ChosenOfUser
  readonly change: (value: ChosenOfUser) => void
}

/** Chooses the language of a user, and whether it is an administrator. */
export function UserFields({ value, change }: UserFieldsProps): ReactNode {
  const { say } = useLanguage()
  return (
    <>
      <LanguageSelect
        label={say('access.language')}
        none={say('users.languageNone')}
        value={value.language}
        change={language => change({ ...value, language })}
      />
      <Switch
        label={say('users.administrator')}
        description={say('users.administratorHint')}
        checked={value.administrator}
        onChange={event => change({ ...value, administrator: event.currentTarget.checked })}
      />
    </>
  )
}
