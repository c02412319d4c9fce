import { useEffect, useRef } from 'react'

/** What a key does, by the key as the browser names it; two in a row, as in `g t`. */
export type KeyActions = Readonly<Record<string, () => void>>

/** So soon the second of two keys has to follow. */
const secondWithinMs = 1000

const pressedOnly = ['checkbox', 'radio', 'button', 'submit', 'reset']
  .map(type => `input[type=${type}]`)
  .join()
const typedInto = `textarea, select, input:not(${pressedOnly})`
/** What Enter is for by itself where it is focused. */
const entered = 'a[href], button, input'

/** Whether a key belongs to what is focused. */
const isTaken = ({ target, key }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches(typedInto) || (key === 'Enter' && target.matches(entered)))

/** Does what keys say, unless they belong to what is focused, or a dialogue is open. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | null = null
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      if (document.querySelector('[role="dialog"]') !== null) return
      const isSecond = first !== null && event.timeStamp - first.at < secondWithinMs
      const pair = isSecond ? `${first?.key} ${event.key}` : event.key
      const action = latest.current[pair] ?? latest.current[event.key]
      first = { key: event.key, at: event.timeStamp }
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
