import { type ComparisonMethod, chooseComparison, comparePages, extraPages } from './compare.ts'
import type { RedisRoute } from './route.ts'

/** How two instances differ. */
export interface Comparison {
  readonly method: ComparisonMethod
  /** Keys of the source looked at. */
  readonly keys: number
  readonly skipped: number
  readonly different: number
  /** On the source only. */
  readonly missing: number
  /** On the target only. */
  readonly extra: number
  /** Some of the keys that differ (binary strings), 10 at most. */
  readonly examples: readonly string[]
}

const mostExamples = 10

/** Compares every key of the source with the target, and looks for keys that the target alone has. */
export async function compareAll(
  source: RedisRoute,
  target: RedisRoute,
  options: { readonly method?: ComparisonMethod; readonly onPage?: (keys: number) => void } = {},
): Promise<Comparison> {
  const method = options.method ?? (await chooseComparison([...source.connections, ...target.connections]))
  const sum = { keys: 0, skipped: 0, different: 0, missing: 0, extra: 0 }
  const examples: string[] = []
  const note = (keys: readonly string[]) => examples.push(...keys.slice(0, mostExamples - examples.length))
  for (const connection of source.connections) {
    for await (const page of comparePages(connection, target, { method, count: 2_000 })) {
      sum.keys += page.keys
      sum.skipped += page.skipped
      sum.different += page.different.length
      sum.missing += page.missing.length
      note(page.different)
      note(page.missing)
      options.onPage?.(sum.keys)
    }
  }
  for (const connection of target.connections) {
    for await (const page of extraPages(connection, source, { count: 2_000 })) {
      sum.extra += page.extra.length
      note(page.extra)
    }
  }
  return { method, ...sum, examples }
}
