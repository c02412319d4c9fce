import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { isCode, type Tree } from './rule.ts'

const NOT_WRITTEN = new Set(['node_modules', '.git', 'dist', 'data', 'coverage', '.cache'])

/** Reads the project: all files that people write, with the text of those that are code. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>()
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name)
      // Only at the root: a folder called data deeper down is a bad name, and must be seen.
      if (entry.isDirectory() && !NOT_WRITTEN.has(path) && entry.name !== 'node_modules') visit(path)
      if (entry.isFile()) tree.set(path, isCode(path) ? readFileSync(join(root, path), 'utf8') : '')
    }
  }
  visit('')
  return tree
}
