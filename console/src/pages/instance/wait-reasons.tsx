import type { ReactNode } from 'react'
import { localMoments } from '../../../../src/telling/moment-parts.ts'
import type { Task } from '../../api/native.generated.ts'
import { TaskMention } from '../../parts/task-mention.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useTelling } from '../../words/now.ts'
import styles from './wait-reasons.module.css'

/** The first are the most important; what place a task has says the rest. */
const mostShown = 2

/** What a task waits for, in the server's words. */
export function WaitReasons({ task }: { readonly task: Task }): ReactNode {
  const telling = useTelling()
  const { say } = useLanguage()
  const reasons = task.queue?.waitsFor ?? []
  return (
    <ul className={styles['reasons']}>
      {reasons.slice(0, mostShown).map(reason => (
        <li key={reason.text}>
          <TaskMention text={localMoments(reason.text, telling)} task={reason.task} />
        </li>
      ))}
      {reasons.length > mostShown && <li>{say('task.more', { count: reasons.length - mostShown })}</li>}
    </ul>
  )
}
