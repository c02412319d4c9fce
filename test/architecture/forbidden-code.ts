import { importsOf } from './imports.ts'
import { isCode, isTest, isWithin, type Rule, type Tree } from './rule.ts'
import { lineOf, readSource } from './source-text.ts'

/** Every export has a name, so that it has the same one on all sides. */
export const noDefaultExports: Rule = tree =>
  matches(
    tree,
    () => true,
    /(?<![\w$.])export\s+default\b|\bas\s+default\b/g,
    'a default export; give it a name',
  )

/** The environment is read in one place; what runs outside the product (demo, bench, test, bin) may read it too. */
export const environmentInConfigOnly: Rule = tree => {
  const elsewhere = new Map([...tree].filter(([path]) => mayNotReadEnvironment(path)))
  const wrong = 'reads the environment; only src/config.ts does, and passes values on'
  const imported = [...elsewhere].flatMap(([path, text]) =>
    importsOf(text)
      .filter(
        ({ specifier }) => /^(?:node:)?process$/.test(specifier) && /\benv\b/.test(readSource(text).code),
      )
      .map(({ line }) => `${path}:${line}: ${wrong}`),
  )
  return [...matches(elsewhere, () => true, ENVIRONMENT, wrong), ...imported]
}

/** A task and its parts change by an event through `transition`, never by assignment. */
export const noStatusAssignments: Rule = tree =>
  matches(
    tree,
    path => isWithin(path, 'src'),
    /\.\s*status\s*(?:[&|?*+-]{0,2})=(?![=>])|(?<![\w$])Object\s*\.\s*assign\s*\(\s*[\w$.]*(?:task|step|attempt)\b/gi,
    'assigns to a status; send an event through transition',
  )

/** A file named at run time exists as `.ts` in a clone and `.js` in the package: its ending comes from `import.meta`. */
export const noSourcePaths: Rule = tree =>
  productionCode(tree).flatMap(([path, text]) => {
    const { code, literals } = readSource(text)
    return literals
      .filter(({ text: value }) => /^\.{0,2}\/[^\s*]*\.ts$/.test(value))
      .filter(({ start }) => !/\bfrom\s*$|\bimport\s*\(?\s*$/.test(code.slice(0, start)))
      .map(({ start }) => `${path}:${lineOf(text, start)}: ${SOURCE_PATH}`)
  })

const ENVIRONMENT =
  /(?<![\w$])process\s*\??\.\s*env\b|(?<![\w$])process\s*\[|\{[^{}]*\benv\b[^{}]*\}\s*=\s*process\b/g

const mayNotReadEnvironment = (path: string): boolean =>
  isCode(path) && !isTest(path) && path !== 'src/config.ts' && !OUTSIDE.some(folder => isWithin(path, folder))

const OUTSIDE = ['bench', 'demo', 'test', 'bin']

const SOURCE_PATH =
  'the built package has no .ts files; write new URL(`./name${extname(import.meta.filename)}`, import.meta.url)'

const productionCode = (tree: Tree): readonly (readonly [string, string])[] =>
  [...tree].filter(([path]) => isCode(path) && isWithin(path, 'src') && !isTest(path))

function matches(
  tree: Tree,
  where: (path: string) => boolean,
  pattern: RegExp,
  wrong: string,
): readonly string[] {
  return [...tree]
    .filter(([path]) => isCode(path) && where(path))
    .flatMap(([path, text]) =>
      [...readSource(text).code.matchAll(pattern)].map(
        ({ index }) => `${path}:${lineOf(text, index)}: ${wrong}`,
      ),
    )
}
