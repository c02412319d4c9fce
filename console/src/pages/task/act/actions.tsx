import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { localMoments } from '../../../../../src/telling/moment-parts.ts'
import { joinNames } from '../../../../../src/words/joined.ts'
import type { Task } from '../../../api/native.generated.ts'
import { grave } from '../../../parts/grave.ts'
import { useKeys } from '../../../parts/keys.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useTelling } from '../../../words/now.ts'
import { ActDialogue } from './act-dialogue.tsx'
import styles from './actions.module.css'

type Action = Task['actions'][number]

/** What may be done to it now and what each costs: the server says so. A digit does the one at that place. */
export function Actions({ task }: { readonly task: Task }): ReactNode {
  const [asked, setAsked] = useState<Action | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const { actions } = task
  const ask = (action: Action): void => {
    setAsked(action)
    setUnderWay(false)
  }
  useKeys(Object.fromEntries(actions.map((action, index) => [String(index + 1), () => ask(action)])))
  const offered = actions.find(({ action }) => action === asked?.action)
  // What may not be done any more is not asked again by itself once it may.
  if (asked !== null && offered === undefined && !isUnderWay) setAsked(null)
  return (
    <>
      <Offers task={task} ask={ask} />
      {asked !== null && (
        <ActDialogue
          key={asked.action}
          task={task}
          action={offered ?? asked}
          setUnderWay={() => setUnderWay(true)}
          close={() => setAsked(null)}
        />
      )}
    </>
  )
}

interface OffersProps {
  readonly task: Task
  readonly ask: (action: Action) => void
}

function Offers({ task: { actions, forbiddenActions }, ask }: OffersProps): ReactNode {
  const { language, say } = useLanguage()
  const telling = useTelling()
  const titles = forbiddenActions.map(({ title }) => title)
  const forbidden = titles.length > 0 && (
    <p className={styles['none']}>
      {say('report.forbiddenActions', { actions: joinNames(titles, language) })}
    </p>
  )
  if (actions.length === 0) return forbidden || <p className={styles['none']}>{say('report.noActions')}</p>
  return (
    <>
      <ul className={styles['actions']} aria-label={say('act.title')}>
        {actions.map(offer => {
          const { action, title, cost, isGrave } = offer
          return (
            <li key={action} className={styles['action']}>
              <Button
                size="xs"
                variant="default"
                {...(isGrave ? grave.outlined : {})}
                onClick={() => ask(offer)}
              >
                {title}
              </Button>
              <span className={styles['cost']}>{localMoments(cost, telling)}</span>
            </li>
          )
        })}
      </ul>
      {forbidden}
    </>
  )
}
