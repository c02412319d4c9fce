import { setTimeout as delay } from 'node:timers/promises'
import { readdirSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import type { Operation } from '../core/operation.ts'
import { checkOperation, operationsIn } from './check-operation.ts'

/** Why recipes could not be loaded; the message names file and reason. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError'
}

const extensions = ['.ts', '.mts', '.js', '.mjs']

/** The files of a path: itself, or the recipes in a folder, by name. */
function recipeFiles(path: string): readonly string[] {
  const absolute = resolve(path)
  const names = namesIn(absolute)
  if (names === null) return [absolute]
  const files = names
    .filter(name => extensions.includes(extname(name)) && !/\.(test|d)\.m?[tj]s$/.test(name))
    .toSorted()
  if (files.length === 0)
    throw new RecipeError(`${absolute}: no operation in this folder (${extensions.join(', ')})`)
  return files.map(name => join(absolute, name))
}

/** The names in a folder; null: it is a file. */
function namesIn(path: string): readonly string[] | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined) return found.isDirectory() ? readdirSync(path) : null
  } catch (cause) {
    throw new RecipeError(`${path}: it could not be read: ${(cause as Error).message}`, { cause })
  }
  throw new RecipeError(`${path}: there is no such file or folder of operations`)
}

/** Lets a loose file outside any package say `import … from 'stepwell'` and mean this very copy. */
export function resolveOwnName(indexUrl: string): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'stepwell' ? { url: indexUrl, shortCircuit: true } : next(specifier, context),
  })
}

/** How long a recipe's file may take to load, in milliseconds: one that waits for something for ever is refused. */
const loadBudgetMs = 10_000

const tooLong = (): Promise<null> => delay(loadBudgetMs, null, { ref: false })

async function loadFile(file: string): Promise<readonly Operation[]> {
  const refuse = (why: string, cause?: unknown): never => {
    throw new RecipeError(`${file}: ${why}`, { cause })
  }
  const url = pathToFileURL(file).href
  const loading = import(url).catch((error: unknown) => refuse(whyNotLoaded(file, error), error))
  const exported: unknown = await Promise.race([loading, tooLong()])
  if (exported === null) refuse(`the file was not loaded within ${loadBudgetMs / 1000} s`)
  const operations = operationsIn(exported as { readonly [name: string]: unknown })
  if (operations.length === 0) refuse('it exports no operation (export const name = defineOperation({ … }))')
  for (const operation of operations) {
    const [problem] = checkOperation(operation)
    if (problem !== undefined) refuse(`operation ${operation.name}: ${problem}`)
  }
  return operations
}

/** Why a module could not be loaded, and in which of its lines where that is known. */
function whyNotLoaded(file: string, error: unknown): string {
  if (!(error instanceof Error)) return `the file could not be loaded: ${inspect(error)}`
  const [, line] = error.stack?.split(`${file}:`, 2)[1]?.match(/^(\d+)/) ?? []
  return `the file could not be loaded: ${error.message}${line === undefined ? '' : ` (line ${line})`}`
}

/**
 * Loads a team's own recipes beside the built-in ones. Throws a {@link RecipeError} that names the file and the reason
 * for the first that is broken, or that takes a name already there.
 */
export async function loadOperations(
  builtIn: readonly Operation[],
  paths: readonly string[],
): Promise<ReadonlyMap<string, Operation>> {
  const operations = new Map(builtIn.map(operation => [operation.name, operation]))
  for (const file of paths.flatMap(recipeFiles))
    for (const operation of await loadFile(file)) {
      if (operations.has(operation.name))
        throw new RecipeError(`${file}: there is an operation ${operation.name} already; choose another name`)
      operations.set(operation.name, operation)
    }
  return operations
}
