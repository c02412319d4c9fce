import { toVersion4 } from './to-version-4.ts'

/**
 * The tables, as ordered steps from each version of the schema to the next: the first makes version 1 of an empty file.
 * A step that was released is never changed; a change is a new step at the end.
 */
export const migrations: readonly string[] = [
  `
  -- One row a task: what is filtered and ordered by, and the whole task as JSON.
  CREATE TABLE task (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- order of submission
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    project TEXT NOT NULL,
    service TEXT NOT NULL,
    instance TEXT NOT NULL,
    operation TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    rank INTEGER NOT NULL, -- 0 urgent, 1 normal
    due_at INTEGER NOT NULL,
    worker TEXT,
    effects_expire_at INTEGER,
    document TEXT NOT NULL
  ) STRICT;
  -- A list is read status by status, each newest first, and merged. The number ends every index by itself.
  CREATE INDEX task_by_status ON task (status, created_at);
  CREATE INDEX task_by_project ON task (project, status, created_at);
  CREATE INDEX task_by_service ON task (project, service, status, created_at);
  CREATE INDEX task_by_operation ON task (project, operation, status, created_at);
  CREATE INDEX task_by_instance ON task (instance, status, created_at);
  CREATE INDEX task_by_worker ON task (worker) WHERE worker IS NOT NULL;
  CREATE INDEX task_given_back ON task (rank) WHERE status = 'running' AND worker IS NULL;
  CREATE INDEX task_expiring ON task (effects_expire_at) WHERE effects_expire_at IS NOT NULL AND worker IS NULL;

  CREATE TABLE token (
    project TEXT NOT NULL,
    token TEXT NOT NULL,
    task TEXT NOT NULL,
    PRIMARY KEY (project, token)
  ) STRICT, WITHOUT ROWID;

  -- Which task holds an instance.
  CREATE TABLE lock (
    instance TEXT NOT NULL PRIMARY KEY,
    task TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Pending tasks, one row for each instance they want; what "first" means is told in queue-rows.ts.
  CREATE TABLE queue (
    instance TEXT NOT NULL,
    rank INTEGER NOT NULL,
    number INTEGER NOT NULL REFERENCES task (number),
    due_at INTEGER NOT NULL,
    leads INTEGER NOT NULL, -- 1 in one of a task's rows
    first INTEGER NOT NULL,
    PRIMARY KEY (instance, rank, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX queue_by_task ON queue (number);
  CREATE INDEX queue_by_due ON queue (due_at);
  CREATE INDEX queue_by_instance_due ON queue (instance, due_at);
  CREATE INDEX queue_first ON queue (instance, rank, number, due_at) WHERE first = 1;
  CREATE INDEX queue_line ON queue (rank, number, due_at) WHERE first = 1 AND leads = 1;

  -- History: a row an event, until the task has ended and its rows are packed into one.
  CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    task INTEGER NOT NULL REFERENCES task (number),
    sample INTEGER NOT NULL, -- 1: a report of progress, of which packing keeps some
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    "by" TEXT,
    reason TEXT,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_by_task ON event (task, id);
  CREATE TABLE packed_history (
    task INTEGER PRIMARY KEY REFERENCES task (number),
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    events BLOB NOT NULL -- JSON, compressed with zstd
  ) STRICT;

  CREATE TABLE worker (
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE instance (
    id TEXT NOT NULL PRIMARY KEY,
    project TEXT NOT NULL,
    service TEXT NOT NULL,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (project, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE access_key (
    access_key TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX access_key_by_token ON access_key (token_hash);
  `,
  `
  -- Tasks gain pauses, automatic retries, stalls, suspicion and deletion; steps what they declare of themselves; effects a title.
  UPDATE task SET document = json_set(document,
    '$.pauseRequestedAt', NULL, '$.pausedAt', NULL, '$.pauseLimit', NULL, '$.resumeAt', NULL, '$.retries', 0,
    '$.suspect', NULL, '$.stall', NULL, '$.deletedAt', NULL, '$.givenUpAt', NULL,
    '$.requestedDueAt', CASE WHEN document ->> '$.dueAt' = document ->> '$.createdAt' THEN NULL
      ELSE document ->> '$.dueAt' END,
    '$.steps', (SELECT json_group_array(json_set(value, '$.skippable', json('false'), '$.budgetSeconds', NULL,
      '$.stopSeconds', 30, '$.stallSeconds', NULL, '$.leaves', NULL, '$.deadlineAt', NULL))
      FROM json_each(task.document, '$.steps')),
    '$.effects', (SELECT json_group_array(json_set(value, '$.title',
      json_object('en-us', value ->> 'name', 'zh-cn', value ->> 'name')))
      FROM json_each(task.document, '$.effects')));
  UPDATE task SET document = json_set(document, '$.ending.retryAt', NULL)
    WHERE json_type(document, '$.ending') = 'object';

  -- From when on a worker may take a task that is not pending; null: not by itself, or it is held.
  ALTER TABLE task ADD COLUMN claimable_at INTEGER;
  ALTER TABLE task ADD COLUMN suspect INTEGER NOT NULL DEFAULT 0;
  UPDATE task SET claimable_at = CASE status WHEN 'running' THEN 0 ELSE effects_expire_at END
    WHERE worker IS NULL AND status <> 'pending';
  DROP INDEX task_given_back;
  DROP INDEX task_expiring;
  ALTER TABLE task DROP COLUMN effects_expire_at;
  CREATE INDEX task_going_on ON task (suspect, claimable_at)
    WHERE status IN ('running', 'paused') AND claimable_at IS NOT NULL;
  CREATE INDEX task_expiring ON task (suspect, claimable_at)
    WHERE status IN ('succeeded', 'failed', 'cancelled') AND claimable_at IS NOT NULL;

  -- Which task has held an instance last.
  CREATE TABLE last_user (
    instance TEXT NOT NULL PRIMARY KEY,
    task TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT OR REPLACE INTO last_user (instance, task)
    SELECT wanted.value, task.id FROM task, json_each(task.document, '$.locks') AS wanted
    WHERE task.document ->> '$.epoch' > 0 ORDER BY task.document ->> '$.startedAt';
  INSERT OR REPLACE INTO last_user (instance, task) SELECT instance, task FROM lock;

  ALTER TABLE token ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
  UPDATE token SET created_at = coalesce((SELECT created_at FROM task WHERE task.id = token.task), unixepoch() * 1000);

  -- Logs: a row a line, the last ones of each step and attempt.
  CREATE TABLE log_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    task INTEGER NOT NULL REFERENCES task (number),
    step TEXT, -- null: outside any step
    attempt INTEGER NOT NULL,
    number INTEGER NOT NULL, -- place among all lines of its step and attempt, from 1
    at INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX log_line_by_task ON log_line (task);
  CREATE INDEX log_line_by_step ON log_line (task, step);
  CREATE INDEX log_line_by_number ON log_line (task, step, attempt, number);

  -- Retention: when a task ended; null: it has not, or something of it is held (freeSince in core/retention.ts).
  ALTER TABLE task ADD COLUMN free_since INTEGER;
  UPDATE task SET free_since = document ->> '$.endedAt'
  WHERE status IN ('succeeded', 'failed', 'cancelled') AND worker IS NULL AND NOT document ->> '$.locked'
    AND NOT EXISTS (
      SELECT 1 FROM json_each(task.document, '$.effects') AS effect
      WHERE effect.value ->> '$.status' IN ('intended', 'applied', 'undo_failed'));
  CREATE INDEX task_free ON task (status, free_since) WHERE free_since IS NOT NULL;

  -- Events over all tasks, in the order of their ids: of one project or of all. An event's number ends its index by itself.
  ALTER TABLE event ADD COLUMN project TEXT NOT NULL DEFAULT '';
  UPDATE event SET project = (SELECT project FROM task WHERE task.number = event.task);
  CREATE INDEX event_by_project ON event (project);
  -- Packed histories by where they begin, and by where they end: those in which the events behind an id are.
  ALTER TABLE packed_history ADD COLUMN project TEXT NOT NULL DEFAULT '';
  UPDATE packed_history SET project = (SELECT project FROM task WHERE task.number = packed_history.task);
  CREATE INDEX packed_by_first ON packed_history (first_id);
  CREATE INDEX packed_by_last ON packed_history (last_id, first_id);
  CREATE INDEX packed_by_project_first ON packed_history (project, first_id);
  CREATE INDEX packed_by_project_last ON packed_history (project, last_id, first_id);

  -- Webhooks: what is asked and counted by, and the whole webhook as JSON.
  CREATE TABLE webhook (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- order of creation
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    given_up INTEGER NOT NULL, -- messages given up that are remembered
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX webhook_by_project ON webhook (project);

  -- The workload: why a task has stalled (null: it has not), and an index from which alone what has not ended is counted.
  ALTER TABLE task ADD COLUMN stall TEXT;
  CREATE INDEX task_live ON task (service, operation, status, due_at, created_at, claimable_at, suspect, stall)
    WHERE status IN ('pending', 'running', 'paused');
  `,
  `
  -- Tasks gain when each of their steps is expected to end.
  UPDATE task SET document = json_set(document, '$.predictedSteps', json('[]'));

  -- Searches: all that one compares, in the order of lists.
  CREATE INDEX task_search ON task (project, created_at, number, id, instance, operation, service, status);
  `,
  toVersion4,
  `
  -- Access keys gain how often whoever came in by them had to come in anew.
  UPDATE access_key SET document = json_set(document, '$.generation', 1);
  `,
]
