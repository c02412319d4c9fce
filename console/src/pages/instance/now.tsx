import type { ReactNode } from 'react'
import { formatPercent } from '../../../../src/telling/format.ts'
import { stateSentences } from '../../../../src/telling/state-sentences.ts'
import { plainTitle } from '../../../../src/telling/title.ts'
import { useHolders } from '../../api/instance-work.ts'
import { useLiveTask, type LiveTask } from '../../api/live-summaries.ts'
import type { Task } from '../../api/native.generated.ts'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Remaining } from '../../parts/remaining.tsx'
import { StatusBadge, toneOf } from '../../parts/status-badge.tsx'
import { TaskLink } from '../../parts/task-link.tsx'
import { TaskMention } from '../../parts/task-mention.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useTelling } from '../../words/now.ts'
import styles from './now.module.css'
import { Section } from '../../parts/section.tsx'

/** The task that has the instance now. */
export function Now({ instance }: { readonly instance: string }): ReactNode {
  const { say } = useLanguage()
  const { tasks, isPending, error } = useHolders(instance)
  return (
    <Section title={say('instances.now')}>
      {error !== null && <Refusal error={error} />}
      {!isPending && tasks.length === 0 && <span className={styles['dim']}>{say('instances.idle')}</span>}
      {tasks.map(task => (
        <NowTask key={task.id} task={task} />
      ))}
    </Section>
  )
}

function NowTask({ task: read }: { readonly task: Task }): ReactNode {
  const task = useLiveTask(read)
  return (
    <div className={styles['task']}>
      <div className={styles['line']}>
        <StatusBadge tone={toneOf(task)} text={task.statusText} />
        <TaskLink task={task} />
      </div>
      {task.endedAt === null ? <Work task={task} /> : <Left task={task} />}
    </div>
  )
}

/** How far it is. */
function Work({ task }: { readonly task: LiveTask }): ReactNode {
  const { say } = useLanguage()
  return (
    <>
      <ProgressBar percent={task.percent} tone={toneOf(task)} label={say('tasks.progress')} />
      <div className={`${styles['line']} numbers`}>
        <span>{formatPercent(task.percent)}</span>
        <span className={styles['dim']}>
          <Remaining task={task} />
        </span>
        {task.stepTitle !== null && <span className={styles['dim']}>{plainTitle(task.stepTitle)}</span>}
      </div>
    </>
  )
}

/** Why a task that is over holds the instance still, and who can end that. */
function Left({ task }: { readonly task: Task }): ReactNode {
  const telling = useTelling()
  return stateSentences(task, telling).map(({ text, about, task: named }) => (
    <p key={about} className={styles['left']}>
      <TaskMention text={text} task={named} />
    </p>
  ))
}
