import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { plainTitle } from '../../../src/telling/title.ts'
import type { Task } from '../api/native.generated.ts'
import styles from './task-link.module.css'

/** What a task does, and the beginning of its id. */
export function TaskLink({ task }: { readonly task: Pick<Task, 'id' | 'operation'> }): ReactNode {
  return (
    <span>
      <Link href={`/tasks/${task.id}`} className={styles['title']}>
        {plainTitle(task.operation.title)}
      </Link>{' '}
      <span className={styles['id']}>{task.id.slice(0, 8)}</span>
    </span>
  )
}
