import type { Directory } from '../accounts/directory.ts'
import type { UserName } from '../core/user.ts'
import type { ViewContext } from '../dialects/view.ts'

type Known = Pick<Directory, 'key' | 'user'>

/** The user whom the history names, by an access key or by the own name; one that is gone is still called what it was. */
export function userNamed(directory: Known, by: string): UserName {
  const { id, name } = userBehind(directory, by) ?? { id: by, name: by }
  return { id, name }
}

/** What tells the name alone, as views do; null: nobody knows it any more, or it was no user. */
export const userNamesIn =
  (directory: Known): ViewContext['userName'] =>
  by =>
    by === null ? null : (userBehind(directory, by)?.name ?? null)

const userBehind = (directory: Known, by: string): UserName | null =>
  directory.key(by)?.holder ?? directory.user(by)
