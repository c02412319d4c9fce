import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressesOf } from '../../../../src/telling/addresses.ts'
import { factsOf } from '../../../../src/telling/facts.ts'
import type { Instance } from '../../api/native.generated.ts'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { useLanguage } from '../../words/language.tsx'

/** What is known of an instance, and what a probe found there. */
export function InstanceFacts({ instance }: { readonly instance: Instance }): ReactNode {
  const { language, say } = useLanguage()
  const found = factsOf(instance, language)
  const tags = Object.entries(instance.tags).map(([name, value]) => `${name}=${value ?? ''}`)
  const { switchHook: hook } = instance
  return (
    <Facts>
      <Fact title={say('instances.id')} isWide>
        <span className="numbers">{instance.id}</span>
      </Fact>
      <Fact title={say('instances.service')}>{instance.service}</Fact>
      <Fact title={say('instances.addresses')} isWide>
        <span className="numbers">{addressesOf(instance)}</span>
      </Fact>
      {found.length === 0 && (
        <Fact title={say('instances.found')} isWide>
          <Text span inherit c="dimmed">
            {say('instance.notProbed')}
          </Text>
        </Fact>
      )}
      {found.map(({ name, title, text }) => (
        <Fact key={name} title={title}>
          <span className="numbers">{text === '' ? '–' : text}</span>
        </Fact>
      ))}
      {instance.factsAt !== null && found.length > 0 && (
        <Fact title={say('instances.lookedAt')}>
          <Moment at={instance.factsAt} />
        </Fact>
      )}
      {tags.length > 0 && <Fact title={say('instances.tags')}>{tags.join(', ')}</Fact>}
      <Fact title={say('instances.registered')}>
        <Moment at={instance.createdAt} />
      </Fact>
      {hook !== null && (
        <Fact title={say('instances.hook')} isWide>
          <code>{[hook.program, ...hook.arguments].join(' ')}</code>{' '}
          <Text span inherit c="dimmed">
            {say('instances.hookWithin', { seconds: hook.timeoutSeconds })}
          </Text>
        </Fact>
      )}
    </Facts>
  )
}
