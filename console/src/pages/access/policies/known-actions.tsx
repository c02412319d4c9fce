import { useState, type ReactNode } from 'react'
import { joinNames } from '../../../../../src/words/joined.ts'
import { useActions } from '../../../api/access.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import styles from './known-actions.module.css'

/** The actions that a policy may name, read once somebody opens them. */
export function KnownActions(): ReactNode {
  const { say } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles['known']} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{say('policies.actions')}</summary>
      {isOpen && <ActionNames />}
    </details>
  )
}

function ActionNames(): ReactNode {
  const { language, say } = useLanguage()
  const { data: actions, error } = useActions()
  if (actions === undefined) return error === null ? <Loading /> : <Refusal error={error} />
  return (
    <ul className={styles['names']} tabIndex={0} aria-label={say('policies.actions')}>
      {actions.map(({ action, aliases }) => (
        <li key={action}>
          {aliases.length === 0
            ? action
            : say('policies.alsoCalled', { action, aliases: joinNames(aliases, language) })}
        </li>
      ))}
    </ul>
  )
}
