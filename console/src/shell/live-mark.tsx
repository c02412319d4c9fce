import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { CallError } from '../api/call.ts'
import { useLive } from '../api/live.tsx'
import { useLanguage } from '../words/language.tsx'
import styles from './live-mark.module.css'

/** Whether what is shown is what is; pressed, it stands still until it is pressed again. */
export function LiveMark(): ReactNode {
  const { say } = useLanguage()
  const { state: follows, setPaused } = useLive()
  const state = follows instanceof CallError ? 'refused' : follows
  return (
    <UnstyledButton
      className={styles['mark']}
      data-state={state}
      aria-pressed={state === 'paused'}
      title={say(state === 'paused' ? 'live.resume' : 'live.pause')}
      onClick={() => setPaused(state !== 'paused')}
    >
      <span className={styles['dot']} aria-hidden />
      <span role="status">{say(`live.${state}`)}</span>
    </UnstyledButton>
  )
}
