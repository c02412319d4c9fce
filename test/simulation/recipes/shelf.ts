import type { Random } from '../machine/random.ts'
import type { Recipe } from './recipe.ts'

/** The recipes as they lie on disk: a process that starts loads them as they are then. */
export interface Shelf {
  all(): readonly { readonly recipe: Recipe; readonly version: number }[]
  /** Puts another version of a recipe there, or takes it away; gives what it did. */
  change(name: string): string
  /** Whether a recipe was ever changed: then its tasks may meet a process that has another version, or none. */
  wasChanged(name: string): boolean
  /** Puts back what was taken away. */
  restore(): void
}

/** Recipes in their first version. */
export function createShelf(recipes: readonly Recipe[], random: Random): Shelf {
  const versions = new Map(recipes.map(({ name }) => [name, 1]))
  const away = new Set<string>()
  const changed = new Set<string>()
  return {
    all: () =>
      recipes
        .filter(({ name }) => !away.has(name))
        .map(recipe => ({ recipe, version: versions.get(recipe.name)! })),
    change(name) {
      changed.add(name)
      if (away.delete(name)) return `${name} is there again`
      if (random.chance(0.3)) {
        away.add(name)
        return `${name} is taken away`
      }
      versions.set(name, versions.get(name)! + 1)
      return `${name} has version ${versions.get(name)}`
    },
    wasChanged: name => changed.has(name),
    restore: () => away.clear(),
  }
}
