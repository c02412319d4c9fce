import { Kbd, Switch, Table } from '@mantine/core'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useLive } from '../api/live.tsx'
import { areCharacterKeysOn, onCharacterKeys, setCharacterKeys } from '../browser/character-keys.ts'
import { Dialogue } from '../parts/dialogue.tsx'
import { useWho } from '../api/who.ts'
import { useLanguage } from '../words/language.tsx'
import { useKeys } from '../parts/keys.ts'

/** Every key that does something, and the word that says what. */
const keys = [
  ['?', 'shortcuts.title'],
  ['g t', 'shortcuts.tasks'],
  ['g i', 'shortcuts.instances'],
  ['g o', 'shortcuts.operations'],
  ['g a', 'shortcuts.access'],
  ['/', 'shortcuts.search'],
  ['j', 'shortcuts.next'],
  ['k', 'shortcuts.previous'],
  ['Enter', 'shortcuts.open'],
  ['x', 'shortcuts.select'],
  ['p', 'shortcuts.pause'],
  ['1 … 9', 'shortcuts.act'],
] as const

interface ShortcutsShown {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
}

/** The keys that work everywhere, and whether all keys are shown. */
export function useShortcutsShown(): ShortcutsShown {
  const [isOpen, setOpen] = useState(false)
  const [, navigate] = useLocation()
  const { state, setPaused } = useLive()
  const { administrator } = useWho()
  useKeys({
    '?': () => setOpen(true),
    'g t': () => navigate('/tasks'),
    'g i': () => navigate('/instances'),
    'g o': () => navigate('/operations'),
    ...(administrator ? { 'g a': () => navigate('/access') } : {}),
    p: () => setPaused(state !== 'paused'),
  })
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) }
}

/** Shows what can be done by keyboard. */
export function Shortcuts({ isOpen, close }: ShortcutsShown): ReactNode {
  const { say } = useLanguage()
  const isOn = useSyncExternalStore(onCharacterKeys, areCharacterKeysOn)
  const { administrator } = useWho()
  const shown = keys.filter(([, word]) => word !== 'shortcuts.access' || administrator)
  return (
    <Dialogue isOpen={isOpen} title={say('shortcuts.title')} close={close}>
      <Switch
        label={say('shortcuts.on')}
        description={say('shortcuts.onHow')}
        checked={isOn}
        onChange={event => setCharacterKeys(event.currentTarget.checked)}
        mb="sm"
      />
      <Table>
        <Table.Tbody>
          {shown.map(([key, word]) => (
            <Table.Tr key={key}>
              <Table.Td>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{say(word)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialogue>
  )
}
