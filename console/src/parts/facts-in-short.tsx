import type { ReactNode } from 'react'
import { factsOf } from '../../../src/telling/facts.ts'
import type { Instance } from '../api/native.generated.ts'
import { useLanguage } from '../words/language.tsx'

/** What a probe found at an instance, in one line: what speaks for itself stands without its title. */
export function FactsInShort({ instance }: { readonly instance: Instance }): ReactNode {
  const { language, say } = useLanguage()
  const facts = factsOf(instance, language).filter(({ text }) => text !== '')
  if (facts.length === 0) return say('instances.notProbed')
  return facts.map(({ title, text, isCount }) => (isCount ? `${title} ${text}` : text)).join(' · ')
}
