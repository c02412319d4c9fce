import { Checkbox } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { begunAt } from '../../../../src/telling/elapsed.ts'
import { formatNearMoment, formatPercent, formatPlace } from '../../../../src/telling/format.ts'
import { plainTitle } from '../../../../src/telling/title.ts'
import { useLiveTask, type LiveTask } from '../../api/live-summaries.ts'
import type { Task } from '../../api/native.generated.ts'
import { InstanceLinks } from '../../parts/instance-links.tsx'
import { Moment } from '../../parts/moment.tsx'
import rows from '../../parts/rows.module.css'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Remaining } from '../../parts/remaining.tsx'
import { StatusBadge, toneOf } from '../../parts/status-badge.tsx'
import { Submitter } from '../../parts/submitter.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useTelling } from '../../words/now.ts'
import styles from './task-list.module.css'

interface TaskRowProps {
  readonly task: Task
  /** In the whole table, from 1. */
  readonly place: number
  readonly isSelected: boolean
  /** Whether the keyboard is at it. */
  readonly isMarked: boolean
  /** Whether it may not fit any more, so that it cannot be selected. */
  readonly isOld: boolean
  readonly select: (id: string, isSelected: boolean) => void
}

/** One task of the list, as it stands now. */
export const TaskRow = memo(function TaskRow({
  task: read,
  place,
  isSelected,
  isMarked,
  isOld,
  select,
}: TaskRowProps): ReactNode {
  const { say } = useLanguage()
  const task = useLiveTask(read)
  const tone = toneOf(task)
  return (
    <div
      className={`${rows['row']} ${styles['row']}`}
      role="row"
      aria-rowindex={place}
      data-selected={isSelected}
      data-marked={isMarked}
      data-task={task.id}
    >
      <div role="cell" className={styles['select']}>
        <Checkbox
          size="xs"
          checked={isSelected}
          disabled={isOld}
          onChange={event => select(task.id, event.currentTarget.checked)}
          aria-label={say('tasks.select', { id: task.id.slice(0, 8) })}
        />
      </div>
      <div role="cell" className={styles['status']}>
        <StatusBadge tone={tone} text={task.statusText} />
      </div>
      <div role="cell" className={`${rows['cell']} ${styles['what']}`}>
        <Link href={`/tasks/${task.id}`} className={rows['title']}>
          {plainTitle(task.operation.title)}
        </Link>
        <span className={rows['id']}>{task.id.slice(0, 8)}</span>
      </div>
      <div role="cell" className={`${rows['cell']} ${styles['instance']}`}>
        <span title={task.uses.map(({ id, name }) => name ?? id).join(' → ')}>
          <InstanceLinks task={task} className={rows['plain']} />
        </span>
      </div>
      <div role="cell" className={styles['progress']}>
        <ProgressBar percent={task.percent} tone={tone} label={say('tasks.progress')} />
        <span className={`${styles['percent']} numbers`}>
          {formatPercent(task.percent)}{' '}
          <span className={rows['dim']}>
            <Remaining task={task} />
          </span>
        </span>
      </div>
      <div role="cell" className={styles['step']}>
        <Where task={task} />
      </div>
      <div role="cell" className={`${rows['cell']} ${rows['dim']} ${styles['started']}`}>
        <Moment at={begunAt(task)} />
      </div>
      <div role="cell" className={`${rows['cell']} ${rows['dim']} ${styles['by']}`}>
        <Submitter task={task} />
      </div>
    </div>
  )
})

/** The step it is in, its place in the queue or when it may begin, or why it failed. */
function Where({ task }: { readonly task: LiveTask }): ReactNode {
  const { language, say } = useLanguage()
  if (task.failure !== null) {
    const failed = say('task.failed', { code: task.failure.code, message: task.failure.message })
    return (
      <span className={styles['failure']} title={failed}>
        {failed}
      </span>
    )
  }
  const place = task.queue?.place ?? null
  if (task.status === 'pending' && place !== null)
    return say('tasks.place', { place: formatPlace(place, language) })
  if (task.status === 'pending') return <NotDue dueAt={task.dueAt} />
  return task.stepTitle === null ? null : plainTitle(task.stepTitle)
}

/** When it may begin, as long as that is not yet. */
function NotDue({ dueAt }: { readonly dueAt: string }): ReactNode {
  const { say } = useLanguage()
  const telling = useTelling()
  const due = Date.parse(dueAt)
  return due > telling.now ? say('tasks.notDue', { at: formatNearMoment(due, telling) }) : null
}
