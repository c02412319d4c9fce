import { services } from '../../core/task.ts'
import type { Policy } from './policy.ts'
import { instanceKind, isOfKind } from './urn.ts'

// Which regions and accounts there are says nothing of what there may be: they are not looked at.
const kinds = services.map(service => instanceKind(service, '', ''))

/**
 * What a policy names as resources, in `Resource` or in `NotResource`, and what no instance can be, as there is no such service
 * or type; each once, as it was written. It is mistaken or another service's: which of both cannot be told.
 */
export const unknownResources = (policy: Policy): readonly string[] => {
  const unknown = policy.statements
    .flatMap(({ resources }) => resources)
    .filter(({ text }) => !kinds.some(kind => isOfKind(text, kind)))
  return [...new Set(unknown.map(({ text }) => text))]
}
