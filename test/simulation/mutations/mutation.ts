/** A way to break the code. */
export interface Mutation {
  /** What is wrong then. */
  readonly name: string
  /** Each text is found exactly once in its file. */
  readonly edits: readonly Edit[]
}

export interface Edit {
  /** From the root of the project. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** An edit of a file in `src/`. */
export const edit = (file: string, find: string, replace: string): Edit => ({
  file: `src/${file}`,
  find,
  replace,
})
