import { IMPORT_TABLE, TESTS, type Part } from './import-table.ts'
import { importsOf, packageOf, targetOf, type Import } from './imports.ts'
import { isCode, isTest, isWithin, type Rule } from './rule.ts'

/** Every file has a row in the import table, and imports only what its row names. */
export const importDirection: Rule = tree =>
  [...tree]
    .filter(([path]) => isCode(path) && path.includes('/'))
    .flatMap(([path, text]) => {
      const name = partOf(path)
      const part = name === undefined ? undefined : IMPORT_TABLE[name]
      if (name === undefined || part === undefined)
        return [`${path}: no row in test/architecture/import-table.ts says what it may import`]
      return importsOf(text)
        .filter(found => !mayImport(path, name, part, found))
        .map(
          found =>
            `${path}:${found.line}: ${name} may not import ${found.specifier}${hint(part, path, found)}`,
        )
    })

function partOf(path: string): string | undefined {
  return Object.keys(IMPORT_TABLE)
    .filter(name => isWithin(path.replace('.test.', '.'), name))
    .toSorted((one, other) => other.length - one.length)[0]
}

function mayImport(path: string, name: string, part: Part, found: Import): boolean {
  const target = targetOf(path, found.specifier)
  if (isTest(path)) return mayImportIn(name, forTests(part), found, target)
  return (
    mayImportIn(name, part, found, target) && (target === null || !isTest(target) || !isWithin(path, 'src'))
  )
}

function mayImportIn(name: string, part: Part, found: Import, target: string | null): boolean {
  if (target === null) return mayUse(part.packages, found)
  if (isWithin(target, name) || part.ours.some(ours => isWithin(target, ours))) return true
  return found.kind === 'type' && typesOf(part).some(types => isWithin(target, types))
}

function forTests(part: Part): Part {
  return {
    ours: [...part.ours, ...typesOf(part), ...TESTS.ours],
    packages: [...part.packages, ...TESTS.packages],
  }
}

function mayUse(packages: readonly string[], found: Import): boolean {
  const wanted = packageOf(found.specifier)
  return packages.some(name => (name.endsWith('*') ? wanted.startsWith(name.slice(0, -1)) : wanted === name))
}

function hint(part: Part, path: string, found: Import): string {
  const target = targetOf(path, found.specifier)
  return target !== null && typesOf(part).some(types => isWithin(target, types)) ? ' (its types only)' : ''
}

const typesOf = (part: Part): readonly string[] => part.types ?? []
