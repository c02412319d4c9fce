import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edit } from './mutation.ts'

/**
 * A file's text with an edit made. Throws when what is to be replaced is not there exactly once: then the code has changed,
 * and the mutation has to follow.
 */
export function edited(root: string, { file, find, replace }: Edit): string {
  const text = readFileSync(join(root, file), 'utf8')
  if (text.split(find).length !== 2) throw new Error(`${file} does not have exactly once: ${find}`)
  return text.replace(find, () => replace)
}
