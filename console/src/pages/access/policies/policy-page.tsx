import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { usePolicy } from '../../../api/access.ts'
import type { Policy } from '../../../api/native.generated.ts'
import { grave } from '../../../parts/grave.ts'
import { Loading } from '../../../parts/loading.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { Section } from '../../../parts/section.tsx'
import { ConfirmCall } from '../confirm-call.tsx'
import { userPlace } from '../users/user-place.ts'
import { KnownActions } from './known-actions.tsx'
import editorStyles from './policy-editor.module.css'
import { PolicyEditor } from './policy-editor.tsx'
import { readableDocument } from './readable-document.ts'
import { UnknownNames } from './unknown-names.tsx'

/** A policy: what it says, who has it, and what can be done with it. */
export function PolicyPage({ name }: { readonly name: string }): ReactNode {
  const { data: policy, error } = usePolicy(name)
  if (policy === undefined)
    return (
      <>
        <PageHead title={name} />
        {error === null ? <Loading /> : <Refusal error={error} />}
      </>
    )
  return (
    <>
      {error !== null && <Refusal error={error} />}
      <Shown policy={policy} />
    </>
  )
}

function Shown({ policy }: { readonly policy: Policy }): ReactNode {
  const { say } = useLanguage()
  const [, navigate] = useLocation()
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null)
  const close = (): void => setAsked(null)
  return (
    <>
      <PageHead title={policy.name}>
        {policy.ready ? (
          <Text size="sm" c="dimmed">
            {say('policies.ready')}
          </Text>
        ) : (
          asked !== 'change' && (
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => setAsked('change')}>
                {say('policies.change')}
              </Button>
              <Button size="xs" {...grave.outlined} onClick={() => setAsked('remove')}>
                {say('policies.remove')}
              </Button>
            </Group>
          )
        )}
      </PageHead>
      {asked === 'change' ? (
        <PolicyEditor policy={policy} saved={close} close={close} />
      ) : (
        <>
          <Text size="sm">{policy.description}</Text>
          <Section title={say('policies.document')}>
            <Stack gap="xs">
              <UnknownNames policy={policy} />
              <Code block className={editorStyles['document']} tabIndex={0}>
                {readableDocument(policy.document)}
              </Code>
              <KnownActions />
            </Stack>
          </Section>
          <Section title={say('access.users')}>
            {policy.users.length === 0 ? (
              <Text size="sm" c="dimmed">
                {say('policies.unused')}
              </Text>
            ) : (
              <ul className={editorStyles['users']}>
                {policy.users.map(user => (
                  <li key={user}>
                    <Link href={userPlace(user)} className={rows['title']}>
                      {user}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
      {asked === 'remove' && (
        <ConfirmCall
          title={say('policies.remove')}
          about={say('policies.removeAbout', { policy: policy.name })}
          isGrave
          call={{ method: 'DELETE', path: `/v1/policies/${encodeURIComponent(policy.name)}` }}
          done={() => navigate('/access/policies')}
          close={close}
        />
      )}
    </>
  )
}
