import { extname } from 'node:path'
import type { Operation } from '../core/operation.ts'
import { loadOperations, resolveOwnName } from './load-operations.ts'
import { redisMigrate } from './redis/migrate/migrate.ts'

/** The operations that come with Stepwell. */
export const builtInOperations: readonly Operation[] = [redisMigrate]

/** Loads a team's recipes beside the built-in ones, by name. Throws a RecipeError for the first that is broken. */
export async function loadAllOperations(paths: readonly string[]): Promise<ReadonlyMap<string, Operation>> {
  // A loose file's `import … from 'stepwell'` means this very copy, as .ts in a clone and as .js when built.
  const extension = extname(import.meta.url)
  if (paths.length > 0) resolveOwnName(new URL(`../index${extension}`, import.meta.url).href)
  return loadOperations(builtInOperations, paths)
}
