import { Button, Code, CopyButton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../../api/call.ts'
import type { ServiceAnswer, Task } from '../../../api/native.generated.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import styles from './answer.module.css'

/** What the API of its own service answers about it, and how to ask that. */
export function Answer({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const { data, error } = useQuery({
    queryKey: ['task', task.id, 'answer', language],
    queryFn: ({ signal }) =>
      call<ServiceAnswer>(`/v1/tasks/${encodeURIComponent(task.id)}/answer`, { language, signal }),
    retry: false,
  })
  if (error !== null) return <Refusal error={error} />
  if (data === undefined) return <Loading />
  const { method, path, status, headers, body, curl } = data
  return (
    <section className={styles['answer']}>
      <Text size="sm" c="dimmed">
        {say('answer.how')}
      </Text>
      <div className={styles['command']}>
        <Code block tabIndex={0}>
          {curl}
        </Code>
        <CopyButton value={curl}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {say(copied ? 'shell.copied' : 'shell.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <Text size="sm" fw={600}>
        {method} {path} → {status}
      </Text>
      <Code block tabIndex={0}>
        {Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}\n`)
          .join('')}
        {`\n${JSON.stringify(body, null, 2)}`}
      </Code>
    </section>
  )
}
