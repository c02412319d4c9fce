import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { begunAt, elapsedText } from '../../../../src/telling/elapsed.ts'
import { formatPercent } from '../../../../src/telling/format.ts'
import { isEstimable } from '../../../../src/telling/going.ts'
import { plainTitle } from '../../../../src/telling/title.ts'
import type { Task } from '../../api/native.generated.ts'
import { Copyable } from '../../parts/copyable.tsx'
import { InstanceLinks } from '../../parts/instance-links.tsx'
import { Moment } from '../../parts/moment.tsx'
import { usePageTitle } from '../../parts/page-title.ts'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Remaining } from '../../parts/remaining.tsx'
import { StatusBadge, toneOf } from '../../parts/status-badge.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useTelling } from '../../words/now.ts'
import { Actions } from './act/actions.tsx'
import styles from './head.module.css'

/** What it is, how it stands, how long it still needs, and what may be done about it. */
export function Head({ task }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const tone = toneOf(task)
  const title = plainTitle(task.operation.title)
  const instance = task.instance.name ?? task.instance.id
  usePageTitle(`${formatPercent(task.percent)} ${title} · ${instance}`)
  return (
    <header className={styles['head']} data-tone={tone}>
      <div className={styles['line']}>
        <Title order={1} size="h3">
          {title}
        </Title>
        <StatusBadge tone={tone} text={task.statusText} />
        {task.attempt > 1 && (
          <span className={styles['dim']}>{say('task.attempt', { number: task.attempt })}</span>
        )}
      </div>
      <div className={styles['line']}>
        <span className={styles['instances']}>
          <InstanceLinks task={task} />
        </span>
        <Copyable text={task.id} />
      </div>
      <div className={styles['progress']}>
        <span className={`${styles['percent']} numbers`}>{formatPercent(task.percent)}</span>
        <div className={styles['bar']}>
          <ProgressBar percent={task.percent} tone={tone} label={say('tasks.progress')} />
          <div className={`${styles['times']} numbers`}>
            <Elapsed task={task} />
            <Begun task={task} />
            {task.endedAt !== null && (
              <span className={styles['dim']}>
                {say('task.endedAt')} <Moment at={task.endedAt} />
              </span>
            )}
            <strong>
              <Remaining task={task} />
            </strong>
            {task.predictedEndAt !== null && isEstimable(task) && (
              <span>
                {say('task.endsAbout')} <Moment at={task.predictedEndAt} />
              </span>
            )}
          </div>
        </div>
      </div>
      {task.reason !== null && (
        <span className={styles['dim']}>
          {say('task.why')} {task.reason}
        </span>
      )}
      <Actions task={task} />
    </header>
  )
}

/** How long it has run, or took. */
function Elapsed({ task }: { readonly task: Task }): ReactNode {
  const text = elapsedText(task, useTelling())
  return text === '' ? null : <span>{text}</span>
}

/** Since when. */
function Begun({ task }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const at = begunAt(task)
  if (at === null) return null
  return (
    <span className={styles['dim']}>
      {say(at === task.startedAt ? 'task.startedAt' : 'task.begunAt')} <Moment at={at} />
    </span>
  )
}
