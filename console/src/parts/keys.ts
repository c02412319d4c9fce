import { useEffect, useRef } from 'react'
import { areCharacterKeysOn } from '../browser/character-keys.ts'
import { keyReader, type KeyActions } from './key-reader.ts'

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

/** Does what keys say, unless they belong to what is focused, or a dialogue or a menu is open. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const read = keyReader()
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      if (event.key.length === 1 && !areCharacterKeysOn()) return
      if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return
      const action = read(event.key, event.timeStamp, latest.current)
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
