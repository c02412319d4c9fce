import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'

const themes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

/** Switches between light, dark and what the system has. */
export function ThemeSwitch(): ReactNode {
  const { say } = useLanguage()
  // To suppress transitions for a moment Mantine would write a style into the page, which its policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('shell.theme')}
      data={themes.map(value => ({ value, label: say(`theme.${value}`) }))}
      value={colorScheme}
      onChange={chosen => setColorScheme(themes.find(theme => theme === chosen)!)}
    />
  )
}
