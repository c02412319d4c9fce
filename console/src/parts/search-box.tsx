import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useKeys } from './keys.ts'
import styles from './search-box.module.css'

interface SearchBoxProps {
  readonly label: string
  /** What is searched for now. */
  readonly text: string
  readonly change: (text: string) => void
}

const searchAfterMs = 250

/** Searches once somebody has stopped typing; `/` leads there, Escape away. */
export function SearchBox({ label, text, change }: SearchBoxProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(text)
  const searched = useRef(text)
  useEffect(() => {
    // What comes back from here itself must not undo what was typed since, as a space before a pause.
    if (text !== searched.current) setTyped(text)
    searched.current = text
  }, [text])
  const changeLater = useDebouncedCallback((wanted: string) => {
    searched.current = wanted
    change(wanted)
  }, searchAfterMs)
  useKeys({ '/': () => input.current?.focus() })
  return (
    <TextInput
      ref={input}
      className={styles['search']}
      aria-label={label}
      placeholder={label}
      value={typed}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') currentTarget.blur()
      }}
      onChange={event => {
        setTyped(event.currentTarget.value)
        changeLater(event.currentTarget.value.trim())
      }}
    />
  )
}
