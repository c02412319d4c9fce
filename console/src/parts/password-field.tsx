import { PasswordInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'

interface PasswordFieldProps {
  readonly name: 'current' | 'password'
  readonly label: string
  readonly value: string
  readonly change: (password: string) => void
  /** Whether a browser may offer the password that it keeps; else it may offer to make one. */
  readonly isKnown?: boolean
  readonly description?: string
  /** What is wrong with it; null: nothing. */
  readonly problem: string | null
  readonly isRequired: boolean
}

/** Asks for a password. */
export function PasswordField(props: PasswordFieldProps): ReactNode {
  const { name, label, value, change, isKnown = false, description, problem, isRequired } = props
  const { say } = useLanguage()
  return (
    <PasswordInput
      name={name}
      label={label}
      {...(description === undefined ? {} : { description })}
      value={value}
      onChange={event => change(event.currentTarget.value)}
      error={problem}
      required={isRequired}
      autoComplete={isKnown ? 'current-password' : 'new-password'}
      visibilityToggleButtonProps={{ 'aria-label': say('signIn.show') }}
    />
  )
}
