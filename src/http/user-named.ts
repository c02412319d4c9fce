import type { Directory } from '../accounts/directory.ts'
import type { UserName } from '../core/user.ts'

/** The user whom the history names, by an access key or by the own name; one that is gone is still called what it was. */
export function userNamed(directory: Pick<Directory, 'key' | 'user'>, by: string): UserName {
  const { id, name } = directory.key(by)?.holder ?? directory.user(by) ?? { id: by, name: by }
  return { id, name }
}
