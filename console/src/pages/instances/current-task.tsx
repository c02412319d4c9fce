import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { formatPercent } from '../../../../src/telling/format.ts'
import { plainTitle } from '../../../../src/telling/title.ts'
import { useLiveTask } from '../../api/live-summaries.ts'
import type { Task } from '../../api/native.generated.ts'
import { Remaining } from '../../parts/remaining.tsx'
import rows from '../../parts/rows.module.css'
import { StatusBadge, toneOf } from '../../parts/status-badge.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './instance-list.module.css'

/** The task that has an instance now, in two lines. */
export function CurrentTask({ task: read }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const task = useLiveTask(read)
  return (
    <>
      <span className={styles['state']}>
        <StatusBadge tone={toneOf(task)} text={task.statusText} />
        {task.leftBehind === 'undoFailed' ? (
          say('instances.toRelease')
        ) : (
          <>
            <span className="numbers">{formatPercent(task.percent)}</span>
            <span className={`${rows['dim']} numbers`}>
              <Remaining task={task} />
            </span>
          </>
        )}
      </span>
      <Link href={`/tasks/${task.id}`} className={rows['plain']}>
        {plainTitle(task.operation.title)}
      </Link>
    </>
  )
}
