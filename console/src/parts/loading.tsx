import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'

/** Stands where something is on its way. */
export function Loading(): ReactNode {
  const { say } = useLanguage()
  return (
    <div role="status" aria-label={say('shell.loading')}>
      <Skeleton height={320} radius="md" />
    </div>
  )
}
