import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { localMoments } from '../../../../src/telling/moment-parts.ts'
import type { Task } from '../../api/native.generated.ts'
import { useTelling } from '../../words/now.ts'
import styles from './wait-reasons.module.css'

/** What a task waits for, in the server's words; each task that they name can be gone to. */
export function WaitReasons({ task }: { readonly task: Task }): ReactNode {
  const telling = useTelling()
  return (
    <ul className={styles['reasons']}>
      {task.queue?.waitsFor.map(reason => {
        const [before = '', after] =
          reason.task === null ? [reason.text] : localMoments(reason.text, telling).split(reason.task)
        return (
          <li key={reason.text}>
            {localMoments(before, telling)}
            {reason.task !== null && after !== undefined && (
              <>
                <Anchor
                  component={Link}
                  href={`/tasks/${reason.task}`}
                  inherit
                  underline="always"
                  className="numbers"
                >
                  {reason.task.slice(0, 8)}
                </Anchor>
                {after}
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
