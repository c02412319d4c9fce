import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { expiredSql, goingOnSql, nextDueSql, pendingSql } from './due-query.ts'
import { beforeSql, holdersSql } from './front-query.ts'
import { listSql } from './list-query.ts'
import { heldSql } from './reader.ts'
import { migrations } from './schema.ts'

/** How SQLite means to find what a statement asks for, a line a table. */
function planOf(sql: string): readonly string[] {
  const connection = new DatabaseSync(':memory:')
  try {
    for (const step of migrations) connection.exec(step)
    return connection
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(row => String(row['detail']))
  } finally {
    connection.close()
  }
}

test('no list reads what it does not show, nor sorts', () => {
  const indexes: readonly (readonly [readonly string[], string])[] = [
    [[], 'task_by_status'],
    [['project'], 'task_by_project'],
    [['project', 'service'], 'task_by_service'],
    [['project', 'operation'], 'task_by_operation'],
    [['project', 'service', 'operation'], 'task_by_operation'],
    [['project', 'instance'], 'task_by_instance'],
    [['project', 'service', 'instance', 'operation'], 'task_by_instance'],
  ]
  for (const [columns, index] of indexes)
    for (const statuses of [['running'], ['pending', 'running', 'failed']]) {
      const plan = planOf(listSql(statuses, columns, true)!)
      const reads = plan.filter(line => /task/.test(line))
      assert.equal(reads.length, statuses.length)
      for (const line of reads)
        assert.match(
          line,
          new RegExp(`^SEARCH task USING INDEX ${index} .*status=\\? AND created_at<\\?`),
          columns.join(),
        )
      assert.doesNotMatch(plan.join('\n'), /TEMP B-TREE|SCAN/)
    }
})

test('what is due is found in the order of the lines, and by few rows', () => {
  const plan = planOf(pendingSql)
  assert.match(plan[0]!, /^SCAN head USING COVERING INDEX queue_line/)
  assert.doesNotMatch(plan.slice(1).join('\n'), /TEMP B-TREE|SCAN/)
  assert.match(planOf(goingOnSql)[0]!, /task_going_on \(suspect=\? AND claimable_at<\?\)/)
  for (const sql of [expiredSql, nextDueSql])
    assert.match(planOf(sql).join('\n'), /task_expiring \(suspect=\? AND claimable_at[<>]\?\)/)
  for (const sql of [holdersSql, beforeSql]) assert.doesNotMatch(planOf(sql).join('\n'), /SCAN/)
  assert.match(planOf(heldSql).join('\n'), /^SEARCH task USING INDEX task_by_worker \(worker=\?\)$/)
})
