import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { Redirect, useSearchParams } from 'wouter'
import type { Task } from '../../api/native.generated.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Answer } from './answer/answer.tsx'
import { Attempts } from './attempts.tsx'
import { Banners } from './banners.tsx'
import { Events } from './events/events.tsx'
import { Head } from './head.tsx'
import { Logs } from './logs/logs.tsx'
import { Parameters } from './parameters.tsx'
import { Steps } from './steps/steps.tsx'
import styles from './task-page.module.css'
import { Loading } from '../../parts/loading.tsx'
import { useTask } from './use-task.ts'

const tabs = {
  steps: Steps,
  logs: Logs,
  events: Events,
  parameters: Parameters,
  attempts: Attempts,
  answer: Answer,
} satisfies Readonly<Record<string, (props: { readonly task: Task }) => ReactNode>>
type Tab = keyof typeof tabs
const names = Object.keys(tabs) as readonly Tab[]

/** All about one task, live. Which tab is open, and at which step, is in the address of the page. */
export function TaskPage({ id }: { readonly id: string }): ReactNode {
  const { say } = useLanguage()
  const [query, setQuery] = useSearchParams()
  const { data: task, error } = useTask(id)
  const open = names.find(name => name === query.get('tab')) ?? 'steps'

  // The beginning of an id is enough for an address; what happens is told by the whole of it.
  if (task !== undefined && task.id !== id && task.id.startsWith(id))
    return <Redirect to={`/tasks/${task.id}${query.size > 0 ? `?${query.toString()}` : ''}`} replace />
  if (task === undefined)
    return (
      <>
        <PageHead title={say('task.named', { id: id.slice(0, 8) })} />
        {error === null ? <Loading /> : <Refusal error={error} />}
      </>
    )
  const Shown = tabs[open]
  return (
    <article className={styles['page']}>
      {error !== null && <Refusal error={error} />}
      <Head task={task} />
      <Banners task={task} />
      <Tabs
        value={open}
        onChange={tab => setQuery(tab === 'steps' || tab === null ? {} : { tab }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={styles['tabs']}>
          {names.map(name => (
            <Tabs.Tab key={name} value={name}>
              {say(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open} pt="md">
          <Shown task={task} />
        </Tabs.Panel>
      </Tabs>
    </article>
  )
}
