import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { useLanguage } from '../../words/language.tsx'

const firstCommands = `stepwell instance add redis://10.0.0.5:6379 --name shop-cache
stepwell instance add redis://10.0.0.11:6379 --name shop-cluster
stepwell submit redis.migrate --instance shop-cache --input target=shop-cluster`

/** Stands where there is no task; where there is none at all, it teaches the first command. */
export function Empty({ isNarrow }: { readonly isNarrow: boolean }): ReactNode {
  const { say } = useLanguage()
  if (isNarrow) return <EmptyNote>{say('tasks.none')}</EmptyNote>
  return (
    <EmptyNote
      title={say('tasks.empty')}
      commands={firstCommands}
      action={
        <Button component={Link} href="/operations">
          {say('tasks.submit')}
        </Button>
      }
    >
      {say('tasks.emptyHow')}
    </EmptyNote>
  )
}
