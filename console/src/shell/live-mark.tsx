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
  const act = say(state === 'paused' ? 'live.resume' : 'live.pause')
  return (
    <div className={styles['mark']} data-state={state}>
      <span className={styles['dot']} aria-hidden />
      {/* Beside the button, which covers it: what is within one is never announced. */}
      <span role="status">{say(`live.${state}`)}</span>
      <UnstyledButton
        className={styles['press']}
        aria-label={act}
        title={act}
        onClick={() => setPaused(state !== 'paused')}
      />
    </div>
  )
}
