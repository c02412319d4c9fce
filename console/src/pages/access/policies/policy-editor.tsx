import { Button, Group, Stack } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAccessCall, type AccessCall } from '../../../api/access.ts'
import type { Policy } from '../../../api/native.generated.ts'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { DescriptionField, NameField } from '../name-fields.tsx'
import { useToldForm } from '../../../parts/told-form.ts'
import { documentProblems } from './document-problems.ts'
import { DocumentField } from './document-field.tsx'
import { KnownActions } from './known-actions.tsx'
import styles from './policy-editor.module.css'
import { readableDocument } from './readable-document.ts'
import { UnknownNames } from './unknown-names.tsx'

interface PolicyEditorProps {
  /** Null: a new one. */
  readonly policy: Policy | null
  readonly saved: (policy: Policy) => void
  readonly close: () => void
}

/** What a new policy begins with: it may be saved as it is, and allows next to nothing. */
const firstDocument = JSON.stringify(
  {
    Version: '5.0',
    Statement: [{ Effect: 'Allow', Action: ['stepwell:operation:list'], Resource: ['*'] }],
  },
  null,
  2,
)

/** Writes a policy; what the server finds wrong with it is shown at its place. */
export function PolicyEditor({ policy, saved, close }: PolicyEditorProps): ReactNode {
  const { language, say } = useLanguage()
  const [name, setName] = useState('')
  const [description, setDescription] = useState(policy?.description ?? '')
  const [document, setDocument] = useState(() =>
    policy === null ? firstDocument : readableDocument(policy.document),
  )
  /** Where problems stand goes by what was sent. */
  const [sent, setSent] = useState('')
  const save = useAccessCall<Policy>(saved)
  const inDocument = documentProblems(save.error, sent, language)
  const call: AccessCall =
    policy === null
      ? { method: 'POST', path: '/v1/policies', body: { name: name.trim(), description, document } }
      : {
          method: 'PUT',
          path: `/v1/policies/${encodeURIComponent(policy.name)}`,
          body: { description, document },
        }
  const { form, problemOf, untold } = useToldForm({
    error: save.error,
    places: ['name', 'description', 'document'],
    send() {
      setSent(document)
      save.mutate(call)
    },
  })

  return (
    <form {...form} className={styles['form']} aria-label={say('policies.document')}>
      <Stack>
        {policy === null && (
          <NameField label={say('policies.name')} value={name} change={setName} problem={problemOf('name')} />
        )}
        <DescriptionField value={description} change={setDescription} problem={problemOf('description')} />
        {policy !== null && <UnknownNames policy={policy} />}
        <DocumentField document={document} change={setDocument} problems={inDocument} />
        <KnownActions />
        {untold !== null && <Refusal error={untold} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={save.isPending} onClick={close}>
            {say('act.doNothing')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say(policy === null ? 'access.create' : 'access.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
