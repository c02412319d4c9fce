import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useKeys } from '../shell/keys.ts'
import styles from './search-box.module.css'

interface SearchBoxProps {
  readonly label: string
  /** What is searched for now. */
  readonly text: string
  readonly change: (text: string) => void
}

const searchAfterMs = 250

/** Searches once somebody has stopped typing; `/` leads there. */
export function SearchBox({ label, text, change }: SearchBoxProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  const changeLater = useDebouncedCallback(change, searchAfterMs)
  useKeys({ '/': () => input.current?.focus() })
  return (
    <TextInput
      ref={input}
      className={styles['search']}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={event => {
        setTyped(event.currentTarget.value)
        changeLater(event.currentTarget.value.trim())
      }}
    />
  )
}
