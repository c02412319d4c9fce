import { Button, Group } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { AccessCall } from '../../../api/access.ts'
import type { User } from '../../../api/native.generated.ts'
import { grave } from '../../../parts/grave.ts'
import { useLanguage } from '../../../words/language.tsx'
import { ConfirmCall } from '../confirm-call.tsx'
import { SetPasswordDialogue } from './set-password-dialogue.tsx'
import { UserDialogue } from './user-dialogue.tsx'

type Act = 'setPassword' | 'change' | 'disable' | 'enable' | 'remove'

/** What can be done with a user. */
export function UserActions({ user }: { readonly user: User }): ReactNode {
  const { say } = useLanguage()
  const [, navigate] = useLocation()
  const [asked, setAsked] = useState<Act | null>(null)
  const close = (): void => setAsked(null)
  const path = `/v1/users/${user.id}`
  const acts = ['setPassword', 'change', user.disabledAt === null ? 'disable' : 'enable', 'remove'] as const
  const calls: Readonly<Record<'disable' | 'enable' | 'remove', AccessCall>> = {
    disable: { method: 'PUT', path, body: { disabled: true } },
    enable: { method: 'PUT', path, body: { disabled: false } },
    remove: { method: 'DELETE', path },
  }
  return (
    <Group gap="xs">
      {acts.map(act => (
        <Button
          key={act}
          size="xs"
          variant="default"
          {...(act === 'remove' ? grave.outlined : {})}
          onClick={() => setAsked(act)}
        >
          {say(`users.${act}`)}
        </Button>
      ))}
      {asked === 'setPassword' && <SetPasswordDialogue user={user} close={close} />}
      {asked === 'change' && <UserDialogue user={user} close={close} />}
      {(asked === 'disable' || asked === 'enable' || asked === 'remove') && (
        <ConfirmCall
          title={say(`users.${asked}`)}
          about={say(`userCost.${asked}`, { user: user.name })}
          isGrave={asked === 'remove'}
          call={calls[asked]}
          done={() => {
            if (asked === 'remove') navigate('/access/users')
          }}
          close={close}
        />
      )}
    </Group>
  )
}
