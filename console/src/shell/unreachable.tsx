import { Button, Stack } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { CallError } from '../api/call.ts'
import { useLanguage } from '../words/language.tsx'
import styles from './unreachable.module.css'
import { Refusal } from '../parts/refusal.tsx'

const tryAgainEveryMs = 2000

/** Stands for the page while the server is away, and looks for it. */
export function Unreachable({ tryAgain }: { readonly tryAgain: () => void }): ReactNode {
  const { language, say } = useLanguage()
  useEffect(() => {
    const timer = setInterval(tryAgain, tryAgainEveryMs)
    return () => clearInterval(timer)
  }, [tryAgain])
  return (
    <main className={styles['page']}>
      <Stack maw={480}>
        <Refusal error={new CallError(null, language)} />
        <Button variant="default" onClick={tryAgain}>
          {say('shell.tryAgain')}
        </Button>
      </Stack>
    </main>
  )
}
