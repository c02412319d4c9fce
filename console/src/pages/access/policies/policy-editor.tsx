import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useAccessCall, type AccessCall } from '../../../api/access.ts'
import type { Policy } from '../../../api/native.generated.ts'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { problemsOf } from '../../operation/form/problems.ts'
import { documentProblems } from './document-problems.ts'
import { DocumentField } from './document-field.tsx'
import styles from './policy-editor.module.css'
import { readableDocument } from './readable-document.ts'

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
  const problems = problemsOf(save.error, language)
  const inDocument = documentProblems(save.error, sent, language)
  const isTold = [...problems.keys()].some(place => ['name', 'description', 'document'].includes(place))
  const call: AccessCall =
    policy === null
      ? { method: 'POST', path: '/v1/policies', body: { name: name.trim(), description, document } }
      : {
          method: 'PUT',
          path: `/v1/policies/${encodeURIComponent(policy.name)}`,
          body: { description, document },
        }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setSent(document)
    save.mutate(call)
  }

  return (
    <form onSubmit={submit} className={styles['form']} aria-label={say('policies.document')}>
      <Stack>
        {policy === null && (
          <TextInput
            label={say('policies.name')}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
            error={problems.get('name') ?? null}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            required
            autoFocus
          />
        )}
        <TextInput
          label={say('access.description')}
          value={description}
          onChange={event => setDescription(event.currentTarget.value)}
          error={problems.get('description') ?? null}
          maxLength={255}
          autoComplete="off"
        />
        <DocumentField document={document} change={setDocument} problems={inDocument} />
        {save.error !== null && !isTold && <Refusal error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
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
