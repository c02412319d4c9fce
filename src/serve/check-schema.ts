import type { Operation } from '../core/operation.ts'
import { fill, type Language } from '../core/words.ts'
import { problemsOf } from '../dialects/check.ts'
import { serverWords } from '../words/server.ts'
import { StartError } from './start-error.ts'

/** A schema that can't be used would be found out at the first submission. */
export function checkSchema({ name, input }: Operation, language: Language): void {
  try {
    problemsOf(input, {})
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(fill(serverWords.schemaUnusable[language], { operation: name, why }), {
      cause: error,
    })
  }
}
