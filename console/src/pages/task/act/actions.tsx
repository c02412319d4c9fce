import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { localMoments } from '../../../../../src/telling/moment-parts.ts'
import type { Task } from '../../../api/native.generated.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useTelling } from '../../../words/now.ts'
import { ActDialog } from './act-dialog.tsx'
import styles from './actions.module.css'

type Action = Task['actions'][number]

/** What may be done to it now and what each costs: the server says so. A digit does the one at that place. */
export function Actions({ task }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const telling = useTelling()
  const [asked, setAsked] = useState<Action['action'] | null>(null)
  const { actions } = task
  useKeys(Object.fromEntries(actions.map(({ action }, index) => [String(index + 1), () => setAsked(action)])))
  const chosen = actions.find(({ action }) => action === asked)
  // What may not be done any more is not asked again by itself once it may.
  if (asked !== null && chosen === undefined) setAsked(null)
  if (actions.length === 0) return <p className={styles['none']}>{say('report.noActions')}</p>
  return (
    <ul className={styles['actions']} aria-label={say('act.title')}>
      {actions.map(({ action, title, cost, isGrave }) => (
        <li key={action} className={styles['action']}>
          <Button
            size="xs"
            variant={isGrave ? 'outline' : 'default'}
            {...(isGrave ? { color: 'var(--bad)' } : {})}
            onClick={() => setAsked(action)}
          >
            {title}
          </Button>
          <span className={styles['cost']}>{localMoments(cost, telling)}</span>
        </li>
      ))}
      {chosen !== undefined && <ActDialog task={task} action={chosen} close={() => setAsked(null)} />}
    </ul>
  )
}
