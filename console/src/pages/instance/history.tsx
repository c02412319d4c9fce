import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Language } from '../../../../src/core/words.ts'
import { workedText } from '../../../../src/telling/elapsed.ts'
import { joinSentences } from '../../../../src/words/joined.ts'
import type { Task } from '../../api/native.generated.ts'
import { useTasks } from '../../api/tasks.ts'
import { InstanceLinks } from '../../parts/instance-links.tsx'
import { Moment } from '../../parts/moment.tsx'
import rows from '../../parts/rows.module.css'
import { StatusBadge, toneOf } from '../../parts/status-badge.tsx'
import { TaskLink } from '../../parts/task-link.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Lines } from './lines.tsx'
import styles from './lines.module.css'
import { Section } from '../../parts/section.tsx'

const pageSize = 20

/** The tasks that were done to the instance, or named it, and have ended: the last end first. */
export function History({ instance }: { readonly instance: string }): ReactNode {
  const { say } = useLanguage()
  const query = new URLSearchParams({ instance, order: 'ended' })
  const { tasks, isPending, error, hasMore, more } = useTasks(query, pageSize)
  const columns = [
    say('tasks.status'),
    say('instances.task'),
    say('instances.ended'),
    say('instances.took'),
    say('instances.outcome'),
  ]
  return (
    <Section title={say('instances.history')}>
      {error !== null && <Refusal error={error} />}
      {!isPending && tasks.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('instances.historyEmpty')}
        </Text>
      )}
      {tasks.length > 0 && (
        <Lines
          kind="history"
          title={say('instances.history')}
          columns={columns}
          {...(hasMore
            ? {
                end: (
                  <Button variant="default" size="xs" loading={more === null} onClick={() => more?.()}>
                    {say('instances.more')}
                  </Button>
                ),
              }
            : {})}
        >
          {tasks.map(task => (
            <HistoryLine key={task.id} task={task} />
          ))}
        </Lines>
      )}
    </Section>
  )
}

function HistoryLine({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const { endedAt, failure } = task
  return (
    <div role="row" className={styles['line']}>
      <div role="cell">
        <StatusBadge tone={toneOf(task)} text={task.statusText} />
      </div>
      <div role="cell">
        <TaskLink task={task} />
        {task.uses.length > 1 && (
          <div className={styles['dim']}>
            <InstanceLinks task={task} className={rows['plain']} />
          </div>
        )}
      </div>
      <div role="cell" className={styles['dim']} data-label={say('instances.ended')}>
        <Moment at={endedAt} />
      </div>
      <div role="cell" className={`${styles['dim']} numbers`} data-label={say('instances.took')}>
        {endedAt !== null && workedText(task, { language, now: Date.parse(endedAt) })}
      </div>
      <div role="cell" className={failure === null ? styles['dim'] : styles['failure']}>
        {failure === null
          ? outcomeOf(task, language)
          : say('task.failed', { code: failure.code, message: failure.message })}
      </div>
    </div>
  )
}

/** What its steps say came of it; or why it was cancelled. */
const outcomeOf = ({ status, stopAsked, remarks }: Task, language: Language): string | null =>
  status === 'cancelled'
    ? (stopAsked?.reason ?? null)
    : joinSentences(
        remarks.filter(({ kind }) => kind === 'outcome').map(({ text }) => text),
        language,
      )
