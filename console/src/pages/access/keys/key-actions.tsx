import { ActionIcon, Menu } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AccessCall } from '../../../api/access.ts'
import type { Key, KeptKey } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { ConfirmCall } from '../confirm-call.tsx'

interface KeyActionsProps {
  readonly accessKey: KeptKey
  /** Given the new secret and token of the key. */
  readonly rotated: (key: Key) => void
}

/** What can be done with an access key. */
export function KeyActions({ accessKey: key, rotated }: KeyActionsProps): ReactNode {
  const { say } = useLanguage()
  const [asked, setAsked] = useState<'rotate' | 'disable' | 'enable' | 'remove' | null>(null)
  const path = `/v1/keys/${encodeURIComponent(key.accessKey)}`
  const acts = ['rotate', key.disabledAt === null ? 'disable' : 'enable', 'remove'] as const
  const calls: Readonly<Record<'rotate' | 'disable' | 'enable' | 'remove', AccessCall>> = {
    rotate: { method: 'POST', path: `${path}/rotate` },
    disable: { method: 'PUT', path, body: { disabled: true } },
    enable: { method: 'PUT', path, body: { disabled: false } },
    remove: { method: 'DELETE', path },
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={`${say('access.acts')}: ${key.accessKey}`}>
            …
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {acts.map(act => (
            <Menu.Item
              key={act}
              {...(act === 'remove' ? { c: 'var(--bad)' } : {})}
              onClick={() => setAsked(act)}
            >
              {say(`keys.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked !== null && (
        <ConfirmCall<Key | KeptKey>
          title={say(`keys.${asked}`)}
          about={say(`keyCost.${asked}`, { key: key.accessKey })}
          isGrave={asked === 'rotate' || asked === 'remove'}
          call={calls[asked]}
          done={answer => {
            if ('secretKey' in answer) rotated(answer)
          }}
          close={() => setAsked(null)}
        />
      )}
    </>
  )
}
