import { keep, readKept } from './kept.ts'

const kept = 'stepwell-character-keys'
let isOn: boolean | null = null
const listeners = new Set<() => void>()

/** Whether single characters do something by themselves: who speaks to a computer, or slips easily, may switch that off. */
export function areCharacterKeysOn(): boolean {
  isOn ??= readKept(kept) !== 'off'
  return isOn
}

/** Switches that on or off, here and for the next time. */
export function setCharacterKeys(on: boolean): void {
  isOn = on
  keep(kept, on ? null : 'off')
  for (const listener of listeners) listener()
}

/** Calls back whenever it is switched, until what it gives is called. */
export function onCharacterKeys(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
