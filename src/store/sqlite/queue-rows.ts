import type { DatabaseSync } from 'node:sqlite'

/** A pending task's place: rank, then order of submission. */
export interface Place {
  readonly number: number
  readonly rank: number
  readonly dueAt: number
}

/** The lines of pending tasks, one before each instance. */
export interface QueueRows {
  /** Puts a pending task into the line of each instance it wants. */
  enqueue(place: Place, instances: readonly string[]): void
  /** Takes a task out of its lines. */
  dequeue(number: number): void
}

interface QueueRow {
  readonly instance: string
  readonly rank: number
  readonly number: number
  readonly due_at: number
  readonly first: number
}

/**
 * Keeps the lines. A row is `first` when no row before it in its line is due as early as it is: only such a row can ever
 * be the one to begin next, whatever the time. Where nothing is delayed that is the head of each line alone, so that
 * finding what may begin reads as many rows as there are lines to look at, not as there are tasks waiting.
 */
export function queueRows(connection: DatabaseSync): QueueRows {
  const rowsOfTask = connection.prepare('SELECT instance, rank, number, first FROM queue WHERE number = ?')
  const remove = connection.prepare('DELETE FROM queue WHERE number = ?')
  const insert = connection.prepare(`
    INSERT INTO queue (instance, rank, number, due_at, leads, first)
    VALUES (:instance, :rank, :number, :dueAt, :leads, :first)`)
  /** When the earliest of the rows before a place is due; null: there is none. */
  const earliestBefore = connection.prepare(`
    SELECT min(due_at) AS due_at FROM queue INDEXED BY queue_first
    WHERE first = 1 AND instance = :instance AND (rank, number) < (:rank, :number)`)
  const unmarkBehind = connection.prepare(`
    UPDATE queue INDEXED BY queue_first SET first = 0
    WHERE first = 1 AND instance = :instance AND (rank, number) > (:rank, :number) AND due_at >= :dueAt`)
  const earliestOfLine = connection.prepare('SELECT min(due_at) AS due_at FROM queue WHERE instance = ?')
  const nextBehind = connection.prepare(`
    SELECT instance, rank, number, due_at, first FROM queue
    WHERE instance = :instance AND (rank, number) > (:rank, :number) AND +due_at < :before
    ORDER BY rank, number LIMIT 1`)
  const mark = connection.prepare(
    'UPDATE queue SET first = 1 WHERE instance = :instance AND rank = :rank AND number = :number',
  )

  const dueAtOf = (row: unknown): number => (row as QueueRow | undefined)?.due_at ?? Number.MAX_SAFE_INTEGER

  function enqueue({ number, rank, dueAt }: Place, instances: readonly string[]): void {
    instances.forEach((instance, index) => {
      const place = { instance, rank, number }
      const first = dueAtOf(earliestBefore.get(place)) > dueAt ? 1 : 0
      if (first === 1) unmarkBehind.run({ ...place, dueAt })
      insert.run({ ...place, dueAt, leads: index === 0 ? 1 : 0, first })
    })
  }

  /** Marks the rows that become first because the one at a place, already gone, no longer stands before them. */
  function closeGap({ instance, rank, number }: Omit<QueueRow, 'due_at' | 'first'>): void {
    const earliest = dueAtOf(earliestOfLine.get(instance))
    let place = { instance, rank, number }
    let before = dueAtOf(earliestBefore.get(place))
    while (earliest < before) {
      const next = nextBehind.get({ ...place, before }) as unknown as QueueRow
      // Behind a row that was first already, nothing changes.
      if (next.first === 1) return
      place = { instance, rank: next.rank, number: next.number }
      before = next.due_at
      mark.run(place)
    }
  }

  function dequeue(number: number): void {
    const rows = rowsOfTask.all(number) as unknown as readonly QueueRow[]
    if (rows.length > 0) remove.run(number)
    for (const { instance, rank, first } of rows) if (first === 1) closeGap({ instance, rank, number })
  }

  return { enqueue, dequeue }
}
