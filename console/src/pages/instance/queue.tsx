import { Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { formatNumber, formatPlace } from '../../../../src/telling/format.ts'
import { useLiveTask } from '../../api/live-summaries.ts'
import type { Task } from '../../api/native.generated.ts'
import { useAllTasks } from '../../api/tasks.ts'
import { Moment } from '../../parts/moment.tsx'
import { TaskLink } from '../../parts/task-link.tsx'
import { Refusal } from '../../shell/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Lines } from './lines.tsx'
import styles from './lines.module.css'
import { Section } from './section.tsx'
import { WaitReasons } from './wait-reasons.tsx'

/** So many are shown until all are asked for. */
const shownAtFirst = 10

/** The tasks that wait for the instance, in the order in which they begin. */
export function Queue({ instance }: { readonly instance: string }): ReactNode {
  const { language, say } = useLanguage()
  const query = new URLSearchParams({ instance, status: 'pending', order: 'oldest' })
  const { tasks, isPending, error, hasMore } = useAllTasks(query)
  const [isWhole, setWhole] = useState(false)
  const shown = tasks.toSorted(byPlace).slice(0, isWhole ? Infinity : shownAtFirst)
  const columns = [
    say('instances.place'),
    say('instances.task'),
    say('instances.waitsFor'),
    say('instances.begins'),
    say('tasks.by'),
  ]
  const count = formatNumber(tasks.length, language)
  const end =
    shown.length < tasks.length ? (
      <Button variant="default" size="xs" onClick={() => setWhole(true)}>
        {say('instances.queueAll', { count })}
      </Button>
    ) : hasMore ? (
      say('instances.queueCut', { count })
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
          {shown.map(task => (
            <QueueLine key={task.id} task={task} />
          ))}
        </Lines>
      )}
    </Section>
  )
}

/** What holds no place is not due, and stands behind all that is, by its time. */
const byPlace = (one: Task, other: Task): number =>
  (one.queue?.place ?? Infinity) - (other.queue?.place ?? Infinity) ||
  Date.parse(one.dueAt) - Date.parse(other.dueAt)

function QueueLine({ task: read }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const task = useLiveTask(read)
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
      <div role="cell" className={`${styles['dim']} numbers`} title={task.submittedBy}>
        {task.submittedBy.slice(0, 8)}…
      </div>
    </div>
  )
}
