import type { ReactNode } from 'react'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useLanguage } from '../../words/language.tsx'

/** Whether a user or a key lets in. */
export function InUse({ disabledAt }: { readonly disabledAt: string | null }): ReactNode {
  const { say } = useLanguage()
  return disabledAt === null ? (
    <StatusBadge tone="good" text={say('access.inUse')} />
  ) : (
    <StatusBadge tone="idle" text={say('access.disabled')} />
  )
}
