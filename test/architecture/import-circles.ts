import { importsOf, targetOf } from './imports.ts'
import { isCode, type Rule, type Tree } from './rule.ts'

/** No file imports itself through others; types count, because a circle of types is read as one file too. */
export const importCircles: Rule = tree => {
  const edges = edgesOf(tree)
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(file)
    if (seenAt !== -1) circles.push([...trail.slice(seenAt), file].join(' → '))
    if (seenAt !== -1 || done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file])
    done.add(file)
  }
  for (const file of edges.keys()) visit(file, [])
  return circles
}

function edgesOf(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const code = [...tree].filter(([path]) => isCode(path))
  return new Map(
    code.map(([path, text]) => [
      path,
      importsOf(text).flatMap(({ specifier }) => {
        const target = targetOf(path, specifier)
        return target !== null && tree.has(target) ? [target] : []
      }),
    ]),
  )
}
