import type { Language } from '../../core/words.ts'
import type { InstanceView } from '../../dialects/native/schema.ts'
import { addressesOf } from '../../telling/addresses.ts'
import { factsOf } from '../../telling/facts.ts'
import { formatDuration, formatMoment } from '../../telling/format.ts'
import { printable } from '../../telling/printable.ts'
import { speaker } from '../../words/command-line.ts'
import { listing } from './table.ts'

/** All about an instance, one line each, then what a probe found. */
export function instanceLines(instance: InstanceView, language: Language): readonly string[] {
  const say = speaker(language)
  const { id, name, service, project, enterpriseProject, switchHook, createdAt } = instance
  const tags = Object.entries(instance.tags).map(([key, value]) => printable(`${key}=${value}`))
  const hook =
    switchHook === null
      ? null
      : say('instance.hook', {
          program: printable([switchHook.program, ...switchHook.arguments].join(' ')),
          duration: formatDuration(switchHook.timeoutSeconds, language),
        })
  const field = (title: string, value: string | null) => [title, value] as const
  return [
    ...listing([
      field(say('instance.field.name'), printable(name)),
      field(say('instance.field.id'), id),
      field(say('instance.field.service'), service),
      field(say('instance.field.addresses'), addressesOf(instance)),
      field(say('instance.field.tags'), tags.length === 0 ? null : tags.join(', ')),
      field(
        say('instance.field.enterpriseProject'),
        enterpriseProject === null ? null : printable(enterpriseProject),
      ),
      field(say('instance.field.project'), project),
      field(say('instance.field.hook'), hook),
      field(say('instance.field.added'), formatMoment(Date.parse(createdAt), language)),
    ]),
    ...factLines(instance, language),
    say('instance.tasks', { id }),
  ]
}

/** What a probe found at an instance, one line a fact; or that nothing has looked. */
export function factLines(instance: Pick<InstanceView, 'facts'>, language: Language): readonly string[] {
  const say = speaker(language)
  const facts = factsOf(instance, language).map(({ title, text }) => [`  ${title}`, text] as const)
  return facts.length === 0 ? [say('instance.notProbed')] : [say('instance.found'), ...listing(facts)]
}
