import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'

/** Each language by its own name: who cannot read the page finds it. */
const names = [
  { value: 'en-us', label: 'EN' },
  { value: 'zh-cn', label: '中文' },
] as const

/** Switches the language of the page. */
export function LanguageSwitch(): ReactNode {
  const { language, setLanguage, say } = useLanguage()
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('shell.language')}
      data={[...names]}
      value={language}
      onChange={chosen => setLanguage(names.find(({ value }) => value === chosen)!.value)}
    />
  )
}
