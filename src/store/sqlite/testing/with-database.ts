import { DatabaseSync } from 'node:sqlite'

/** Opens a database as it is, does something and closes it. */
export function withDatabase<Result>(path: string, act: (connection: DatabaseSync) => Result): Result {
  const connection = new DatabaseSync(path)
  try {
    return act(connection)
  } finally {
    connection.close()
  }
}
