import type { ReactNode } from 'react'
import { KeyList } from './key-list.tsx'

/** The access keys of everybody. */
export function Keys(): ReactNode {
  return <KeyList user={null} />
}
