/** The project as a rule sees it: path from the root → text (empty for files that are not code). */
export type Tree = ReadonlyMap<string, string>

/** Looks at a tree and tells each violation in one line: the place first, then what is wrong. */
export type Rule = (tree: Tree) => readonly string[]

/** Tells code from other files. */
export const isCode = (path: string): boolean => /\.(?:[cm]?[jt]s|tsx|jsx)$/.test(path)

/** Tells tests, and what only they use (`testing/`, `conformance`), from the code that runs in production. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /(?:^|\/)(?:testing|conformance)(?:[-.\w]*\.ts$|\/)/.test(path)

/** Tells whether a path is the given file or folder, or lies in the folder. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`)
