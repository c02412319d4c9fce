import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatPlace } from '../../../../src/telling/format.ts'
import type { Task } from '../../api/native.generated.ts'
import { useTasks } from '../../api/tasks.ts'
import { Moment } from '../../parts/moment.tsx'
import { Submitter } from '../../parts/submitter.tsx'
import { TaskLink } from '../../parts/task-link.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Lines } from './lines.tsx'
import styles from './lines.module.css'
import { Section } from '../../parts/section.tsx'
import { WaitReasons } from './wait-reasons.tsx'

const pageSize = 20

/** The tasks that wait for the instance, also as their target, in the order in which they begin. */
export function Queue({ instance }: { readonly instance: string }): ReactNode {
  const { say } = useLanguage()
  const query = new URLSearchParams({ uses: instance, order: 'queue' })
  const { tasks, isPending, error, hasMore, more } = useTasks(query, pageSize)
  const columns = [
    say('instances.place'),
    say('instances.task'),
    say('instances.waitsFor'),
    say('instances.begins'),
    say('tasks.by'),
  ]
  const end = hasMore ? (
    <Button variant="default" size="xs" loading={more === null} onClick={() => more?.()}>
      {say('instances.queueMore')}
    </Button>
  ) : null
  return (
    <Section title={say('instances.queue')}>
      {error !== null && <Refusal error={error} />}
      {!isPending && tasks.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('instances.queueEmpty')}
        </Text>
      )}
      {tasks.length > 0 && (
        <Lines
          kind="queue"
          title={say('instances.queue')}
          columns={columns}
          {...(end === null ? {} : { end })}
        >
          {tasks.map(task => (
            <QueueLine key={task.id} task={task} />
          ))}
        </Lines>
      )}
    </Section>
  )
}

function QueueLine({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const place = task.queue?.place ?? null
  const begins = task.queue?.predictedStartAt ?? null
  return (
    <div role="row" className={styles['line']}>
      <div role="cell" className={`${styles['place']} numbers`}>
        {place === null ? '–' : formatPlace(place, language)}
      </div>
      <div role="cell">
        <TaskLink task={task} />
        {task.priority === 'urgent' && <span className={styles['dim']}> {say('task.urgent')}</span>}
      </div>
      <div role="cell" className={styles['dim']}>
        <WaitReasons task={task} />
      </div>
      <div role="cell" className={styles['dim']} data-label={say('instances.begins')}>
        {begins === null ? say('instances.beginsUnknown') : <Moment at={begins} />}
      </div>
      <div role="cell" className={styles['dim']}>
        <Submitter task={task} />
      </div>
    </div>
  )
}
