import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { expiredSql, givenBackSql, nextDueSql, pendingSql } from './due-query.ts'
import { eventsSql } from './events-query.ts'
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
  assert.doesNotMatch(planOf(givenBackSql).join('\n'), /TEMP B-TREE/)
  for (const sql of [expiredSql, nextDueSql])
    assert.match(planOf(sql).join('\n'), /task_expiring \(effects_expire_at[<>]\?\)/)
  assert.match(planOf(heldSql).join('\n'), /^SEARCH task USING INDEX task_by_worker \(worker=\?\)$/)
})

test('no page of events reads what is not behind its id, or of another project', () => {
  const own = eventsSql(true)
  const all = eventsSql(false)
  const plans: readonly (readonly [string, RegExp])[] = [
    [all.rows, /^SEARCH event USING INTEGER PRIMARY KEY \(rowid>\?\)$/],
    [own.rows, /^SEARCH event USING INDEX event_by_project \(project=\? AND rowid>\?\)$/],
    [all.underWay, /^SEARCH pack USING INDEX packed_by_last \(last_id>\?\)$/],
    [own.underWay, /^SEARCH pack USING INDEX packed_by_project_last \(project=\? AND last_id>\?\)$/],
    [all.later, /^SEARCH pack USING INDEX packed_by_first \(first_id>\?\)$/],
    [own.later, /^SEARCH pack USING INDEX packed_by_project_first \(project=\? AND first_id>\?\)$/],
  ]
  for (const [sql, first] of plans) {
    const plan = planOf(sql)
    assert.match(plan[0]!, first)
    assert.match(plan[1]!, /^SEARCH task USING INTEGER PRIMARY KEY \(rowid=\?\)$/)
    assert.equal(plan.length, 2, 'nothing is sorted')
  }
})
