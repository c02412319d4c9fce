import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../../words/language.tsx'

interface NameFieldProps {
  readonly label: string
  readonly value: string
  readonly change: (name: string) => void
  /** What is wrong with it; null: nothing. */
  readonly problem: string | null
}

/** Asks what a user, a project or a policy is called; a form begins with it. */
export function NameField({ label, value, change, problem }: NameFieldProps): ReactNode {
  return (
    <TextInput
      name="name"
      label={label}
      value={value}
      onChange={event => change(event.currentTarget.value)}
      error={problem}
      autoComplete="off"
      spellCheck={false}
      required
      data-autofocus
      autoFocus
    />
  )
}

/** Asks what a project or a policy is for. */
export function DescriptionField({ value, change, problem }: Omit<NameFieldProps, 'label'>): ReactNode {
  const { say } = useLanguage()
  return (
    <TextInput
      name="description"
      label={say('access.description')}
      value={value}
      onChange={event => change(event.currentTarget.value)}
      error={problem}
      autoComplete="off"
    />
  )
}
