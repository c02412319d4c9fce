import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { localMoments } from '../../../../src/telling/moment-parts.ts'
import type { Task } from '../../api/native.generated.ts'
import { useLanguage } from '../../words/language.tsx'
import { useTelling } from '../../words/now.ts'
import styles from './wait-reasons.module.css'

/** The first are the most important; what place a task has says the rest. */
const mostShown = 2

/** What a task waits for, in the server's words; each task that they name can be gone to. */
export function WaitReasons({ task }: { readonly task: Task }): ReactNode {
  const telling = useTelling()
  const { say } = useLanguage()
  const reasons = task.queue?.waitsFor ?? []
  return (
    <ul className={styles['reasons']}>
      {reasons.slice(0, mostShown).map(reason => {
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
      {reasons.length > mostShown && <li>{say('task.more', { count: reasons.length - mostShown })}</li>}
    </ul>
  )
}
