import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { expiredSql, goingOnSql, nextDueSql, pendingSql } from './due-query.ts'
import { beforeSql, holdersSql } from './front-query.ts'
import { endedSql } from './ended-query.ts'
import { lastEventSql } from './history-query.ts'
import { logSql } from './log-query.ts'
import { lastLineSql, trimSql } from './log-rows.ts'
import { removeLinesSql } from './removal.ts'
import { eventsSql } from './events-query.ts'
import { countSql, listSql, searchSql } from './list-query.ts'
import type { Condition } from './list-shape.ts'
import { involvedCountSql, involvedSql } from './involved-list-query.ts'
import { holdersOfSql } from './holders-query.ts'
import { queueDueSql, queueLaterSql } from './queue-list-query.ts'
import { usedSql } from './used-list-query.ts'
import { heldSql } from './reader.ts'
import { migrations } from './schema.ts'
import { loadSql, unreleasedSql } from './workload-query.ts'

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

const shapes = [['running'], ['pending', 'running', 'failed']].flatMap(statuses =>
  (['newest', 'oldest'] as const).map(order => [statuses, order] as const),
)

test('no list reads what it does not show, nor sorts', () => {
  const indexes: readonly (readonly [readonly Condition[], string])[] = [
    [[], 'task_by_status'],
    [['project'], 'task_by_project'],
    [['project', 'service'], 'task_by_service'],
    [['project', 'operation'], 'task_by_operation'],
    [['project', 'service', 'operation'], 'task_by_operation'],
    [['project', 'instance'], 'task_by_instance'],
    [['project', 'service', 'instance', 'operation'], 'task_by_instance'],
    [['project', 'service', 'isScheduled'], 'task_by_service'],
    [['project', 'service', 'jobName', 'isScheduled'], 'task_by_job'],
    [['project', 'service', 'instance', 'jobName'], 'task_by_instance'],
  ]
  for (const [conditions, index] of indexes)
    for (const [statuses, order] of shapes) {
      const plan = planOf(listSql({ statuses, conditions, isPaged: true, order }))
      const reads = plan.filter(line => /task/.test(line))
      assert.equal(reads.length, statuses.length)
      for (const line of reads)
        assert.match(
          line,
          new RegExp(`^SEARCH task USING INDEX ${index} .*status=\\? AND created_at[<>]\\?`),
          conditions.join(),
        )
      assert.doesNotMatch(plan.join('\n'), /TEMP B-TREE|SCAN/)
    }
})

test('what lists are counted by is read from tasks, of which a document is long', () => {
  const indexes: readonly (readonly [readonly Condition[], string])[] = [
    [['project', 'service'], 'task_by_service'],
    [['project', 'service', 'isScheduled'], 'task_by_service'],
    [['project', 'service', 'isScheduled', 'jobName'], 'task_by_job'],
    [['project', 'service', 'instance', 'isScheduled', 'jobName'], 'task_by_instance'],
  ]
  for (const [wanted, index] of indexes)
    for (const times of [[], ['createdFrom'], ['createdFrom', 'createdTo']] as const)
      for (const [statuses] of shapes) {
        const plan = planOf(countSql({ statuses, conditions: [...wanted, ...times] }))
        const reads = plan.filter(line => /SEARCH task/.test(line))
        assert.equal(reads.length, statuses.length)
        for (const line of reads)
          assert.match(
            line,
            new RegExp(`^SEARCH task USING COVERING INDEX ${index} .*status=`),
            wanted.join(),
          )
        if (times.length > 0) for (const line of reads) assert.match(line, /created_at[<>]\?/)
      }
})

test('a search reads documents it does not show, or sorts more than a page', () => {
  for (const conditions of [['project'], ['project', 'service', 'instance', 'operation']] as const)
    for (const [statuses, order] of shapes)
      for (const isPaged of [false, true]) {
        const plan = planOf(searchSql({ statuses, conditions, isPaged, order, isSearch: true }))
        const reads = plan.filter(line => line.startsWith('SEARCH task'))
        const behind = isPaged ? ` AND created_at${order === 'newest' ? '<' : '>'}?` : ''
        assert.deepEqual(reads, [
          `SEARCH task USING COVERING INDEX task_search (project=?${behind})`,
          'SEARCH task_instance USING COVERING INDEX task_instance_named (instance=?)',
          'SEARCH task USING INTEGER PRIMARY KEY (rowid=?)',
        ])
        // What is sorted is the page alone.
        const page = plan.findIndex(line => line.startsWith('SCAN (subquery'))
        assert.doesNotMatch(plan.slice(0, page).join('\n'), /TEMP B-TREE|SCAN task/)
      }
})

test('what involves an instance is looked for among all tasks, or sorted', () => {
  for (const isPaged of [false, true])
    for (const [statuses, order] of shapes) {
      const shape = { statuses, conditions: ['project', 'involves'], isPaged, isSearch: true } as const
      const plan = planOf(involvedSql({ ...shape, order }))
      const behind = isPaged ? ` AND (created_at,task)${order === 'newest' ? '<' : '>'}(?,?)` : ''
      const reads = plan.filter(line => line.startsWith('SEARCH task_instance USING COVERING'))
      const lists = reads.filter(line => line.includes('task_instance_by_status'))
      assert.deepEqual(
        lists,
        statuses.map(
          () =>
            `SEARCH task_instance USING COVERING INDEX task_instance_by_status (instance=? AND status=?${behind})`,
        ),
      )
      const ended = planOf(involvedSql({ ...shape, order: 'ended' }))
      assert.match(ended.join('\n'), /task_instance_ended \(instance=\? AND \(?ended_at[^)]*[<>]/)
      const count = planOf(involvedCountSql({ statuses, conditions: ['involves'] })).join('\n')
      for (const read of [plan, ended]) {
        const page = read.findIndex(line => line.startsWith('SCAN (subquery'))
        assert.doesNotMatch(read.slice(0, page).join('\n'), /TEMP B-TREE|SCAN task/)
      }
      assert.doesNotMatch(count, /SCAN task/)
    }
})

test('what has ended is sorted, or read with what has not', () => {
  for (const conditions of [['project'], ['project', 'service', 'instance', 'operation']] as const)
    for (const isSearch of [false, true])
      for (const isPaged of [false, true]) {
        const plan = planOf(
          searchSql({ statuses: ['failed'], conditions, isPaged, isSearch, order: 'ended' }),
        )
        assert.match(
          plan.join('\n'),
          /SEARCH task USING COVERING INDEX task_ended \(project=\? AND ended_at[<>]\?/,
        )
        const page = plan.findIndex(line => line.startsWith('SCAN (subquery'))
        assert.doesNotMatch(plan.slice(0, page).join('\n'), /TEMP B-TREE|SCAN task/)
      }
})

test('a queue is read where it is not shown, or sorted as a whole', () => {
  const found = 'SEARCH task USING INTEGER PRIMARY KEY (rowid=?)'
  const places: readonly (readonly [isOneLine: boolean, due: RegExp, later: RegExp])[] = [
    [true, /^SEARCH place USING PRIMARY KEY \(instance=\?/, /queue_by_instance_due \(instance=\? AND /],
    [
      false,
      /^SEARCH task USING INDEX task_queue \(project=\?/,
      /^SEARCH task USING INDEX task_queue_later \(project=\? AND /,
    ],
  ]
  for (const [isOneLine, due, later] of places)
    for (const isPaged of [false, true]) {
      const shape = { conditions: ['project', 'service'], isOneLine, isPaged, isSearch: false } as const
      const [dueFirst, ...dueRest] = planOf(queueDueSql(shape))
      assert.match(dueFirst!, due)
      assert.deepEqual(dueRest, isOneLine ? [found] : [])
      const [laterFirst, ...laterRest] = planOf(queueLaterSql(shape))
      assert.match(laterFirst!, later)
      assert.deepEqual(laterRest, isOneLine ? [found] : [])
    }
})

test('what holds or wants an instance is looked for among all tasks', () => {
  for (const isOfOne of [false, true])
    for (const isLocked of isOfOne ? [false, true] : [true]) {
      const shape = {
        statuses: ['running'],
        conditions: ['project'],
        isPaged: true,
        isSearch: false,
      } as const
      const plan = planOf(usedSql({ ...shape, isOfOne, isLocked, order: 'newest' })).join('\n')
      assert.doesNotMatch(plan, /SCAN (task|queue)|task_by|task_search/)
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
  const [ids, ...lookedUp] = planOf(holdersOfSql)
  assert.match(ids!, /^SCAN wanted VIRTUAL TABLE/)
  for (const line of lookedUp) assert.match(line, /^SEARCH (lock|task) USING/)
  assert.match(planOf(heldSql).join('\n'), /^SEARCH task USING INDEX task_by_worker \(worker=\?\)$/)
})

test('the workload is counted from an index alone, and costs nothing for what has ended', () => {
  assert.deepEqual(planOf(loadSql), ['SCAN task USING COVERING INDEX task_live'])
  const [locks, tasks] = planOf(unreleasedSql)
  assert.match(locks!, /^SCAN lock/)
  assert.match(tasks!, /^SEARCH task USING INDEX sqlite_autoindex_task_1 \(id=\?\)$/)
})

test('a log is read, grown and cut by what it shows, not by how long it is', () => {
  const plans: readonly (readonly [sql: string, plan: RegExp])[] = [
    [logSql(false), /^SEARCH log_line USING INDEX log_line_by_task \(task=\? AND rowid>\?\)$/],
    [logSql(true), /^SEARCH log_line USING INDEX log_line_by_step \(task=\? AND step=\? AND rowid>\?\)$/],
    [
      lastLineSql,
      /^SEARCH log_line USING COVERING INDEX log_line_by_number \(task=\? AND step=\? AND attempt=\?\)$/,
    ],
    [trimSql, /log_line_by_number \(task=\? AND step=\? AND attempt=\? AND number<\?\)$/],
  ]
  for (const [sql, plan] of plans) assert.match(planOf(sql).join('\n'), plan)
  assert.doesNotMatch(planOf(removeLinesSql).join('\n'), /TEMP B-TREE|SCAN/)
})

test('who asked for a stop is looked for among all that happened, or from the beginning', () => {
  const [first, ...rest] = planOf(lastEventSql)
  assert.match(first!, /^SEARCH event USING INDEX event_by_task \(task=\?\)$/)
  assert.doesNotMatch(rest.join('\n'), /TEMP B-TREE|SCAN event/)
})

test('what may be removed is found without a look at what is kept', () => {
  for (const leavesOut of [false, true]) {
    const plan = planOf(endedSql(leavesOut))
    assert.match(plan[0]!, /^SEARCH task USING INDEX task_free \(status=\? AND free_since<\?\)$/)
    assert.doesNotMatch(plan.join('\n'), /TEMP B-TREE|SCAN task/)
  }
})

test('what belongs to a task that is removed is found without reading a whole table', () => {
  for (const table of ['event', 'packed_history', 'log_line', 'task_instance', 'queue'])
    assert.match(
      planOf(`SELECT 1 FROM ${table} WHERE ${table === 'queue' ? 'number' : 'task'} = ?`).join(),
      /^SEARCH/,
      table,
    )
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
