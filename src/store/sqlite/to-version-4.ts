/** What brings the tables of version 3 to those of version 4. */
export const toVersion4 = `
  -- Tasks gain the name by which the API of their service calls them; a row says whether a time to begin was asked for.
  UPDATE task SET document = json_set(document, '$.operation.jobName', operation);
  ALTER TABLE task ADD COLUMN job_name TEXT NOT NULL DEFAULT '';
  ALTER TABLE task ADD COLUMN is_scheduled INTEGER NOT NULL DEFAULT 0;
  UPDATE task SET job_name = operation, is_scheduled = document ->> '$.requestedDueAt' IS NOT NULL;

  -- What lists are counted by is in the index, behind their order, so that counting reads no task.
  DROP INDEX task_by_service;
  DROP INDEX task_by_instance;
  CREATE INDEX task_by_service ON task (project, service, status, created_at, number, is_scheduled);
  CREATE INDEX task_by_job ON task (project, job_name, status, created_at, number, service, is_scheduled);
  CREATE INDEX task_by_instance
    ON task (instance, status, created_at, number, project, service, job_name, is_scheduled);

  -- Sessions, and whatever else lets somebody in by an id, that were ended before their time; kept until it is over.
  CREATE TABLE revoked_admission (
    id TEXT NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX revoked_admission_by_end ON revoked_admission (expires_at);

  -- Messages of webhooks that wait gain whether a person has asked to have them tried at once.
  UPDATE webhook SET document = json_set(document, '$.delivery.asked', json('false'))
    WHERE json_type(document, '$.delivery') = 'object';

  -- Instances gain when their facts were looked at: until now with the registration alone.
  UPDATE instance SET document = json_set(document, '$.factsAt',
    CASE WHEN document ->> '$.facts' = '{}' THEN NULL ELSE document ->> '$.createdAt' END);

  -- Tasks gain what their steps have said; steps what a pause costs, how often they are tried, and for how long they rested.
  UPDATE task SET document = json_set(document, '$.remarks', json('[]'),
    '$.steps', (SELECT json_group_array(json_set(value, '$.pauseCosts', NULL, '$.retryTimes', NULL,
      '$.restedMs', 0, '$.restingSince', NULL)) FROM json_each(task.document, '$.steps')));

  -- Lists in the order of the queue, of a project: pending tasks as they begin, and by their time; with what narrows them.
  CREATE INDEX task_queue ON task (project, rank, number, due_at, service, operation) WHERE status = 'pending';
  CREATE INDEX task_queue_later ON task (project, due_at, rank, number, service, operation) WHERE status = 'pending';

  -- Who may ask: users, projects, policies and the account itself, with what they are found by, and the whole as JSON.
  CREATE TABLE account (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- order of creation
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (kind, id),
    UNIQUE (kind, name)
  ) STRICT;
  -- Projects become records; the oldest is named so that somebody can say its name.
  INSERT INTO account (kind, id, name, revision, document)
    SELECT 'project', project, CASE row_number() OVER (ORDER BY since, project) WHEN 1 THEN 'default' ELSE project END, 1,
      since
    FROM (
      SELECT project, min(since) AS since FROM (
        SELECT document ->> '$.project' AS project, document ->> '$.createdAt' AS since FROM access_key
        UNION ALL SELECT project, document ->> '$.createdAt' FROM instance
        UNION ALL SELECT project, created_at FROM task)
      GROUP BY project)
    ORDER BY since, project;
  UPDATE account SET document = json_object('kind', kind, 'id', id, 'name', name, 'description', '', 'language', NULL,
      'createdAt', CAST(document AS INTEGER), 'updatedAt', CAST(document AS INTEGER), 'revision', 1)
    WHERE kind = 'project';
  -- Keys get users: those of administrators one together, each other one of its own; all may do what they could before.
  INSERT INTO account (kind, id, name, revision, document)
    SELECT 'user', lower(hex(randomblob(16))),
      iif(document ->> '$.administrator', 'administrator', access_key), 1, ''
    FROM access_key
    GROUP BY iif(document ->> '$.administrator', 'administrator', access_key);
  UPDATE access_key SET document = json_remove(json_set(document, '$.lastUsedAt', NULL,
    '$.user', (SELECT id FROM account
      WHERE kind = 'user' AND name = iif(access_key.document ->> '$.administrator', 'administrator', access_key))),
    '$.administrator');
  UPDATE account SET document = (
      SELECT json_object('kind', 'user', 'id', id, 'name', account.name, 'passwordHash', NULL, 'language', NULL,
        'administrator', json(iif(account.name = 'administrator', 'true', 'false')),
        'policies', (SELECT json_group_array(json_object('policy', 'StepwellFullAccess', 'project', project)) FROM (
          SELECT DISTINCT held.document ->> '$.project' AS project FROM access_key AS held
          WHERE held.document ->> '$.user' = account.id)),
        'generation', 1, 'disabledAt', NULL, 'createdAt', min(own.document ->> '$.createdAt'),
        'updatedAt', min(own.document ->> '$.createdAt'), 'revision', 1)
      FROM access_key AS own WHERE own.document ->> '$.user' = account.id)
    WHERE kind = 'user';

  -- Who came in, and every change of who may do what.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_time ON audit (at);
  CREATE INDEX audit_by_act ON audit (act);

  -- Tasks gain why they were submitted (null also where that is packed with their history), and what their instances were
  -- called; of earlier tasks, what they are called now.
  UPDATE task SET document = json_set(document,
    '$.reason', (SELECT reason FROM event WHERE event.task = task.number AND event ->> '$.type' = 'submitted'),
    '$.instanceNames', (SELECT json_group_object(id, name) FROM instance
      WHERE id IN (SELECT value FROM json_each(task.document, '$.locks'))));

  -- Lists by when tasks ended, and of what an instance is involved in: a row for each instance a task is done to or names.
  ALTER TABLE task ADD COLUMN ended_at INTEGER; -- null: it has not, or was deleted
  UPDATE task SET ended_at = document ->> '$.endedAt' WHERE status IN ('succeeded', 'failed', 'cancelled');
  CREATE INDEX task_ended ON task (project, ended_at, number, status, id, instance, operation, service)
    WHERE ended_at IS NOT NULL;
  CREATE TABLE task_instance (
    task INTEGER NOT NULL REFERENCES task (number),
    instance TEXT NOT NULL,
    is_own INTEGER NOT NULL, -- 1: the one the task is done to
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (task, instance)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO task_instance (task, instance, is_own, status, created_at, ended_at)
    SELECT number, instance, 1, status, created_at, ended_at FROM task;
  INSERT OR IGNORE INTO task_instance (task, instance, is_own, status, created_at, ended_at)
    SELECT number, named.value, 0, status, created_at, ended_at FROM task, json_each(task.document, '$.locks') AS named;
  CREATE INDEX task_instance_by_status ON task_instance (instance, status, created_at, task);
  CREATE INDEX task_instance_ended ON task_instance (instance, ended_at, task, status) WHERE ended_at IS NOT NULL;
  CREATE INDEX task_instance_named ON task_instance (instance) WHERE is_own = 0;
  `
