import { CopyButton, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'
import styles from './copyable.module.css'

/** A text that a press copies. */
export function Copyable({ text }: { readonly text: string }): ReactNode {
  const { say } = useLanguage()
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <UnstyledButton className={styles['text']} onClick={copy} title={say('shell.copy')}>
          {text} <span className={styles['done']}>{say(copied ? 'shell.copied' : 'shell.copy')}</span>
        </UnstyledButton>
      )}
    </CopyButton>
  )
}
