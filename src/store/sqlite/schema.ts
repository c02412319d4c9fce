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
  `,
]
