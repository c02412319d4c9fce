import type { Instance } from './instance.ts'
import type { OperationDeclaration } from './operation.ts'
import type { TaskMatch } from './store.ts'

/**
 * What a person means who searches for a text: how an id begins, or a part of the name of an instance, or of the name or
 * title of an operation in any language. Upper and lower case are one, and ids are in lower case.
 */
export function matchOf(
  search: string,
  instances: readonly Pick<Instance, 'id' | 'name'>[],
  operations: readonly Pick<OperationDeclaration, 'name' | 'title'>[],
): TaskMatch {
  const wanted = search.trim().toLowerCase()
  const isMeant = (text: string): boolean => text.toLowerCase().includes(wanted)
  return {
    idPrefix: wanted,
    instances: instances.filter(({ name }) => isMeant(name)).map(({ id }) => id),
    operations: operations
      .filter(({ name, title }) => [name, ...Object.values(title)].some(isMeant))
      .map(({ name }) => name),
  }
}
