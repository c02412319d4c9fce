import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { languages, type Language } from '../../../../src/core/words.ts'
import { useLanguage } from '../../words/language.tsx'
import { languageNames } from './language-names.ts'

interface LanguageSelectProps {
  readonly label: string
  /** What it means that none is chosen. */
  readonly none: string
  /** Null: none. */
  readonly value: Language | null
  readonly change: (language: Language | null) => void
}

/** Chooses the language of answers to clients that ask for none. */
export function LanguageSelect({ label, none, value, change }: LanguageSelectProps): ReactNode {
  const { say } = useLanguage()
  return (
    <NativeSelect
      label={label}
      description={say('access.languageHint')}
      value={value ?? ''}
      onChange={event => {
        const chosen = event.currentTarget.value
        change(languages.find(language => language === chosen) ?? null)
      }}
      data={[
        { value: '', label: none },
        ...languages.map(language => ({ value: language, label: languageNames[language] })),
      ]}
    />
  )
}
