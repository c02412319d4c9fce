import type { Permission } from '../../core/permission.ts'
import { namesOf } from './evaluate.ts'
import type { Policy } from './policy.ts'

/**
 * What a policy names as actions, in `Action` or in `NotAction`, and what stands for none of those that there are; each once, as
 * it was written. It is misspelt or another service's: which of both cannot be told, as the service may be what is misspelt.
 */
export const unknownActions = (policy: Policy, known: readonly Permission[]): readonly string[] => {
  const names = known.flatMap(namesOf)
  const unknown = policy.statements
    .flatMap(({ actions }) => actions)
    .filter(({ matches }) => !names.some(matches))
  return [...new Set(unknown.map(({ text }) => text))]
}
