import type { Language } from '../../core/words.ts'
import type { InstanceView } from '../../dialects/native/schema.ts'
import { factsOf } from '../../telling/facts.ts'
import { speaker } from '../../words/command-line.ts'
import { listing } from './table.ts'

/** What a probe found at an instance, one line a fact; or that nothing has looked. */
export function factLines(instance: Pick<InstanceView, 'facts'>, language: Language): readonly string[] {
  const say = speaker(language)
  const facts = factsOf(instance, language).map(({ title, text }) => [`  ${title}`, text] as const)
  return facts.length === 0 ? [say('instance.notProbed')] : [say('instance.found'), ...listing(facts)]
}
