-- The schema as all migrations together make it, for new files: one look at what there is, and quicker than
-- making and changing it again. Written by a test, which compares it with the migrations; with ACCEPT=1 in its
-- environment, it writes this file anew.

PRAGMA application_id = 1953653623;
PRAGMA user_version = 8;

CREATE TABLE string (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);

INSERT INTO string VALUES
  (0, '');

CREATE TABLE resource (
  id                 INTEGER PRIMARY KEY,
  service            INTEGER NOT NULL REFERENCES string (id),  -- service.name, 0 when it has none
  attributes         TEXT NOT NULL,                            -- JSON object, see `span_payload`
  entity_refs        TEXT NOT NULL,                            -- JSON array, or empty
  schema_url         TEXT NOT NULL,
  dropped_attributes INTEGER NOT NULL,
  UNIQUE (attributes, service, entity_refs, schema_url, dropped_attributes)
);

CREATE TABLE scope (
  id                 INTEGER PRIMARY KEY,
  name               TEXT NOT NULL,
  version            TEXT NOT NULL,
  attributes         TEXT NOT NULL,                            -- JSON object
  schema_url         TEXT NOT NULL,
  dropped_attributes INTEGER NOT NULL,
  UNIQUE (name, version, attributes, schema_url, dropped_attributes)
);

CREATE TABLE attribute_shape (
  id   INTEGER PRIMARY KEY,
  keys TEXT NOT NULL UNIQUE                                    -- JSON array of keys, sorted
);

CREATE TABLE trace (
  id           INTEGER PRIMARY KEY,                            -- dense, by arrival
  trace_id     BLOB NOT NULL UNIQUE,                           -- 16 bytes
  root_span_id INTEGER NOT NULL,      -- the parentless span that starts first; without one, the span that starts first
  root_name    INTEGER NOT NULL REFERENCES string (id),
  root_service INTEGER NOT NULL REFERENCES string (id),
  has_root     INTEGER NOT NULL,                               -- 1 when root_span_id has no parent
  start_ns     INTEGER NOT NULL,                               -- earliest start
  end_ns       INTEGER NOT NULL,                               -- latest end (or start, of unfinished spans)
  duration_ns  INTEGER NOT NULL,                               -- end_ns - start_ns
  span_count   INTEGER NOT NULL,
  error_count  INTEGER NOT NULL,                               -- spans with any evidence of failure
  orphan_count INTEGER NOT NULL,                               -- spans whose parent is not stored
  open_count   INTEGER NOT NULL,                               -- spans without an end
  status       INTEGER NOT NULL,      -- the root's: 0 unset, 1 ok, 2 error (by any evidence)
  services     TEXT NOT NULL,                                  -- JSON array of string ids, ascending
  actors       TEXT NOT NULL                                   -- JSON array of string ids, ascending: each span's worker, else agent, else orchestrator
, workers TEXT NOT NULL DEFAULT '[]', trace_hex TEXT GENERATED ALWAYS AS (lower(hex(trace_id))) VIRTUAL);

CREATE INDEX trace_by_start ON trace (start_ns);

CREATE INDEX trace_by_duration ON trace (duration_ns);

CREATE TABLE missing_parent (
  trace       INTEGER NOT NULL REFERENCES trace (id),
  span_id     INTEGER NOT NULL,                                -- the missing parent
  children    INTEGER NOT NULL,                                -- stored spans that name it
  error_reply INTEGER NOT NULL,                                -- 1 when an error reply below it waits for the task above it
  PRIMARY KEY (trace, span_id)
) WITHOUT ROWID;

CREATE TABLE run (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE,
  labels TEXT NOT NULL                                         -- JSON object
, traces INTEGER NOT NULL DEFAULT 0, spans INTEGER NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0, start_ns INTEGER, end_ns INTEGER);

CREATE TABLE ingest (
  id          INTEGER PRIMARY KEY,
  run         INTEGER REFERENCES run (id),
  started_ns  INTEGER NOT NULL,
  finished_ns INTEGER,                                         -- NULL when it was interrupted
  version     TEXT NOT NULL                                    -- of the program
);

CREATE TABLE ingest_file (
  id              INTEGER PRIMARY KEY,
  ingest          INTEGER NOT NULL REFERENCES ingest (id),
  path            TEXT NOT NULL,                               -- '-' for standard input
  size            INTEGER,                                     -- of the file as it lies on disk
  device          INTEGER,                                     -- with the inode: the file, however it is renamed
  inode           INTEGER,
  format          TEXT NOT NULL,
  start_offset    INTEGER NOT NULL,                            -- where this ingest began, in decompressed bytes
  offset          INTEGER NOT NULL,                            -- everything before it is stored, in decompressed bytes
  complete        INTEGER NOT NULL,                            -- 1 when the file was read to its end
  digest          BLOB NOT NULL,                               -- XXH3-128 of the decompressed bytes before the offset
  spans_read      INTEGER NOT NULL,
  spans_inserted  INTEGER NOT NULL,
  spans_duplicate INTEGER NOT NULL,                            -- same IDs, same content
  spans_conflict  INTEGER NOT NULL,                            -- same IDs, different content: one was chosen
  spans_rejected  INTEGER NOT NULL
);

CREATE INDEX ingest_file_by_path ON ingest_file (path);

CREATE INDEX ingest_file_by_size ON ingest_file (size);

CREATE INDEX ingest_file_by_inode ON ingest_file (inode);

CREATE TABLE ingest_issue (
  id          INTEGER PRIMARY KEY,
  ingest_file INTEGER NOT NULL REFERENCES ingest_file (id),
  offset      INTEGER NOT NULL,                                -- of the (first) record, in decompressed bytes
  severity    INTEGER NOT NULL,                                -- 1 warning (a detail), 2 error (a record was lost)
  code        TEXT NOT NULL,
  message     TEXT NOT NULL,
  count       INTEGER NOT NULL
);

CREATE TABLE undecided_trace (
  trace_id BLOB PRIMARY KEY                                    -- 16 bytes
) WITHOUT ROWID;

CREATE TABLE dropped_trace (
  trace_id BLOB PRIMARY KEY,                                   -- 16 bytes
  spans    INTEGER NOT NULL,
  errors   INTEGER NOT NULL                                    -- spans with any evidence of failure
) WITHOUT ROWID;

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE span_template (
  id                INTEGER PRIMARY KEY,
  name              INTEGER NOT NULL REFERENCES string (id),
  resource          INTEGER NOT NULL REFERENCES resource (id),
  scope             INTEGER NOT NULL REFERENCES scope (id),
  shape             INTEGER NOT NULL REFERENCES attribute_shape (id),
  kind              INTEGER NOT NULL,                          -- OpenTelemetry: 0 unspecified 1 internal 2 server 3 client 4 producer 5 consumer
  status            INTEGER NOT NULL,                          -- 0 unset 1 ok 2 error
  flags             INTEGER NOT NULL,                          -- W3C trace flags and OpenTelemetry's remote bits; -1 when not given
  anomalies         INTEGER NOT NULL,                          -- bits: 1 end before start 2 truncated 4 invalid UTF-8 8 duplicate keys 16 self-parent 32 invalid value 64 implausible time 128 synthesised ID
  worker_capability INTEGER NOT NULL REFERENCES string (id),
  orchestrator_id   INTEGER NOT NULL REFERENCES string (id),
  message_type      INTEGER NOT NULL REFERENCES string (id),
  agent             INTEGER NOT NULL REFERENCES string (id),
  model             INTEGER NOT NULL REFERENCES string (id),
  provider          INTEGER NOT NULL REFERENCES string (id),
  tool              INTEGER NOT NULL REFERENCES string (id),
  UNIQUE (name, resource, scope, shape, kind, status, flags, anomalies, worker_capability, orchestrator_id,
          message_type, agent, model, provider, tool)
);

CREATE TABLE span (
  trace            INTEGER NOT NULL REFERENCES trace (id),
  span_id          INTEGER NOT NULL,                           -- the 8 bytes, big-endian, as a signed integer
  parent_span_id   INTEGER,                                    -- NULL for a root
  template         INTEGER NOT NULL REFERENCES span_template (id),
  role             INTEGER NOT NULL,                           -- 0 other 1 task 2 worker 3 message 4 agent 5 llm 6 tool 7 storage 8 memory 9 session
  start_ns         INTEGER NOT NULL,
  duration_ns      INTEGER,                                    -- NULL while unfinished; 0 when the end lies before the start
  evidence         INTEGER NOT NULL,                           -- of failure, bits: 1 status 2 exception 4 error attribute 8 error reply
  error            INTEGER REFERENCES string (id),             -- the status or error message, numbers and IDs in it as '#'
  payload          INTEGER REFERENCES span_payload (id),       -- NULL when there is none
  task_id          TEXT,
  task_name        TEXT,
  task_type        INTEGER REFERENCES string (id),
  task_priority    INTEGER,
  worker_id        INTEGER REFERENCES string (id),
  message_id       TEXT,
  input_tokens     INTEGER,
  output_tokens    INTEGER,
  cost             REAL,
  session_id       INTEGER REFERENCES string (id),
  attribute_values TEXT,                                       -- JSON array, in the order of the shape's keys; NULL: in `span_payload`
  PRIMARY KEY (trace, span_id)
) WITHOUT ROWID;

CREATE TABLE span_payload (
  id                 INTEGER PRIMARY KEY,
  attribute_values   TEXT,                                     -- of more than 512 bytes; NULL: in `span`
  events             TEXT,                                     -- JSON array of {time_ns, name, attributes, dropped_attributes}
  links              TEXT,                                     -- JSON array of {trace_id, span_id, trace_state, attributes, dropped_attributes, flags}
  trace_state        TEXT,
  status_message     TEXT,
  error_message      TEXT,                                     -- of the exception or error attribute, where the status has no message
  end_ns             INTEGER,                                  -- the end as it came, only where it lies before the start
  dropped_attributes INTEGER,
  dropped_events     INTEGER,
  dropped_links      INTEGER
, start_ns INTEGER);

CREATE TABLE duration_step (
  least INTEGER PRIMARY KEY,
  step  INTEGER NOT NULL
);

INSERT INTO duration_step VALUES
  (0, 1),
  (100, 2),
  (200, 4),
  (500, 10),
  (1000, 20),
  (2000, 40),
  (5000, 100),
  (10000, 200),
  (20000, 400),
  (50000, 1000),
  (100000, 2000),
  (200000, 4000),
  (500000, 10000),
  (1000000, 20000),
  (2000000, 40000),
  (5000000, 100000),
  (10000000, 200000),
  (20000000, 400000),
  (50000000, 1000000),
  (100000000, 2000000),
  (200000000, 4000000),
  (500000000, 10000000),
  (1000000000, 20000000),
  (2000000000, 40000000),
  (5000000000, 100000000),
  (10000000000, 200000000),
  (20000000000, 400000000),
  (50000000000, 1000000000),
  (100000000000, 2000000000),
  (200000000000, 4000000000),
  (500000000000, 10000000000),
  (1000000000000, 20000000000),
  (2000000000000, 40000000000),
  (5000000000000, 100000000000),
  (10000000000000, 200000000000),
  (20000000000000, 400000000000),
  (50000000000000, 1000000000000),
  (100000000000000, 2000000000000),
  (200000000000000, 4000000000000),
  (500000000000000, 10000000000000),
  (1000000000000000, 20000000000000),
  (2000000000000000, 40000000000000),
  (5000000000000000, 100000000000000),
  (10000000000000000, 200000000000000),
  (20000000000000000, 400000000000000),
  (50000000000000000, 1000000000000000),
  (100000000000000000, 2000000000000000),
  (200000000000000000, 4000000000000000),
  (500000000000000000, 10000000000000000),
  (1000000000000000000, 20000000000000000),
  (2000000000000000000, 40000000000000000),
  (5000000000000000000, 100000000000000000);

CREATE TABLE operation_total (
  service   INTEGER NOT NULL REFERENCES string (id),
  name      INTEGER NOT NULL REFERENCES string (id),
  role      INTEGER NOT NULL,
  spans     INTEGER NOT NULL,
  errors    INTEGER NOT NULL,                                  -- spans with any evidence of failure
  total_ns  INTEGER NOT NULL,                                  -- the sum of all durations
  max_ns    INTEGER,                                           -- NULL while no span has ended
  start_ns  INTEGER NOT NULL,                                  -- earliest start
  end_ns    INTEGER NOT NULL,                                  -- latest end (or start, of unfinished spans)
  durations TEXT NOT NULL,                                     -- JSON object: spans by duration, see `duration_step`
  p50_ns    INTEGER,                                           -- percentiles of these durations, by nearest rank;
  p95_ns    INTEGER,                                           -- NULL while no span has ended
  p99_ns    INTEGER,
  stale     INTEGER NOT NULL,                                  -- 1 when a removed span may have been the longest, first or last
  PRIMARY KEY (service, name, role)
) WITHOUT ROWID;

CREATE TABLE service_total (
  service INTEGER PRIMARY KEY REFERENCES string (id),
  traces  INTEGER NOT NULL
);

CREATE TABLE worker_total (
  worker    INTEGER PRIMARY KEY REFERENCES string (id),
  spans     INTEGER NOT NULL,
  traces    INTEGER NOT NULL,
  errors    INTEGER NOT NULL,
  busy_ns   INTEGER NOT NULL,                                  -- the length of its rows in `worker_busy`
  durations TEXT NOT NULL,                                     -- JSON object: spans by duration, see `duration_step`
  p50_ns    INTEGER,                                           -- percentiles of these durations, by nearest rank;
  p95_ns    INTEGER,                                           -- NULL while no span has ended
  p99_ns    INTEGER
);

CREATE TABLE worker_busy (
  worker   INTEGER NOT NULL REFERENCES string (id),
  start_ns INTEGER NOT NULL,
  end_ns   INTEGER NOT NULL,
  PRIMARY KEY (worker, start_ns)
) WITHOUT ROWID;

CREATE TABLE trace_run (
  trace INTEGER NOT NULL REFERENCES trace (id),
  run   INTEGER NOT NULL REFERENCES run (id),
  PRIMARY KEY (trace, run)
) WITHOUT ROWID;

CREATE INDEX task_by_duration ON span (duration_ns) WHERE role = 1;

CREATE INDEX task_by_priority ON span (task_priority, duration_ns) WHERE role = 1 AND task_priority IS NOT NULL;

CREATE INDEX task_by_type ON span (task_type, duration_ns) WHERE role = 1 AND task_type IS NOT NULL;

CREATE INDEX span_by_worker ON span (worker_id, start_ns) WHERE worker_id IS NOT NULL;

CREATE INDEX failed_by_start ON span (start_ns, error, template, evidence) WHERE evidence <> 0;

CREATE TABLE indexed_key (
  id  INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);

CREATE TABLE attribute_index (
  key     INTEGER NOT NULL REFERENCES indexed_key (id),
  value   NOT NULL,                                            -- a number; or JSON: of a string, its first 96 bytes, of a boolean, or {"doubleValue":…}
  trace   INTEGER NOT NULL REFERENCES trace (id),
  span_id INTEGER NOT NULL,
  PRIMARY KEY (key, value, trace, span_id)
) WITHOUT ROWID;

CREATE TABLE dropped_total (
  reason INTEGER PRIMARY KEY,                                  -- 1 sampling, 2 pruning
  traces INTEGER NOT NULL,
  spans  INTEGER NOT NULL,
  errors INTEGER NOT NULL                                      -- spans with any evidence of failure
);

INSERT INTO dropped_total VALUES
  (1, 0, 0, 0),
  (2, 0, 0, 0);

CREATE TABLE trace_join (
  trace_id        BLOB NOT NULL,                               -- of the trace that came apart
  span_id         INTEGER NOT NULL,                            -- its root
  parent_trace_id BLOB NOT NULL,                               -- the trace to which it belongs
  parent_span_id  INTEGER,                                     -- the span below which it hangs; NULL when not known
  rule            TEXT NOT NULL,                               -- that tells so: link, truncated_trace_id, message_id, task_id or order
  confidence      REAL NOT NULL,                               -- 1 for rules that are exact, else less
  PRIMARY KEY (trace_id, span_id)
) WITHOUT ROWID;

CREATE INDEX trace_join_by_parent ON trace_join (parent_trace_id);

CREATE TABLE run_total (
  run               INTEGER NOT NULL REFERENCES run (id),
  level             INTEGER NOT NULL,                          -- 1 operation 2 task type 3 worker 4 model
  service           INTEGER NOT NULL REFERENCES string (id),   -- of an operation, else 0
  name              INTEGER NOT NULL REFERENCES string (id),   -- of the operation, the type, the worker or the model
  role              INTEGER NOT NULL,                          -- of an operation, else 0
  spans             INTEGER NOT NULL,
  errors            INTEGER NOT NULL,                          -- spans with any evidence of failure
  ended             INTEGER NOT NULL,                          -- spans that have a duration
  total_ns          INTEGER NOT NULL,                          -- the sum of all durations
  durations         TEXT NOT NULL,                             -- as in `operation_total`
  p50_ns            INTEGER,                                   -- percentiles of these durations, by nearest rank;
  p95_ns            INTEGER,                                   -- NULL while no span has ended
  input_tokens      INTEGER NOT NULL,
  output_tokens     INTEGER NOT NULL,
  cost_billionths   INTEGER NOT NULL,                          -- the sum of all costs, each rounded to a billionth
  stale             INTEGER NOT NULL,                          -- 1 when so few spans are left that their durations should be exact
  PRIMARY KEY (run, level, service, name, role)
) WITHOUT ROWID;

CREATE INDEX stale_run_total ON run_total (run) WHERE stale;

CREATE TABLE run_measure (
  run            INTEGER NOT NULL REFERENCES run (id),
  level          TEXT NOT NULL,                                -- operation, path, task_type, worker, model or run
  key            TEXT NOT NULL,                                -- of what the level has: an operation, a path and so on
  metric         TEXT NOT NULL,
  value          REAL NOT NULL,
  observations   INTEGER NOT NULL,                             -- spans, or whatever the value is made of
  standard_error REAL,                                         -- by chance within the run; NULL when it is unknown
  PRIMARY KEY (run, level, key, metric)
) WITHOUT ROWID;

CREATE VIEW issues AS
SELECT f.path, i.offset, CASE i.severity WHEN 2 THEN 'error' ELSE 'warning' END AS severity, i.code, i.message, i.count
FROM ingest_issue AS i JOIN ingest_file AS f ON f.id = i.ingest_file;

CREATE VIEW traces AS
SELECT
  t.trace_hex AS trace_id,
  printf('%016x', t.root_span_id) AS root_span_id,
  name.text AS name,
  service.text AS service,
  nullif(t.start_ns, 0) AS start_ns,
  nullif(t.end_ns, 0) AS end_ns,
  iif(t.start_ns > 0 OR t.duration_ns > 0, t.duration_ns, NULL) AS duration_ns,
  t.span_count AS spans,
  t.error_count AS errors,
  t.orphan_count AS orphans,
  t.open_count AS unfinished,
  json_array_length(t.services) - (t.services ->> 0 IS 0) AS service_count,
  json_array_length(t.actors) AS agent_count,
  CASE t.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  t.has_root,
  (SELECT json_group_array(text)
     FROM (SELECT string.text FROM json_each(t.services) AS e JOIN string ON string.id = e.value WHERE e.value <> 0 ORDER BY 1)) AS services,
  (SELECT json_group_array(text)
     FROM (SELECT string.text FROM json_each(t.actors) AS e JOIN string ON string.id = e.value ORDER BY 1)) AS agents,
  t.id AS trace,
  t.root_span_id AS root_span_code,
  t.start_ns AS start_code
FROM trace AS t
JOIN string AS name ON name.id = t.root_name
JOIN string AS service ON service.id = t.root_service;

CREATE VIEW tasks AS
SELECT trace_id, span_id, parent_span_id, name, service, start_ns, duration_ns, status, status_message, evidence,
       task_id, task_name, task_type, priority, orchestrator_id
FROM spans WHERE role_code = 1;

CREATE VIEW workers AS
SELECT trace_id, span_id, parent_span_id, name, service, start_ns, duration_ns, status, status_message, evidence,
       worker_id, capability, task_id
FROM spans WHERE role_code = 2;

CREATE VIEW messages AS
SELECT trace_id, span_id, parent_span_id, name, service, start_ns, duration_ns, status, status_message, evidence,
       message_id, message_type
FROM spans WHERE role_code = 3;

CREATE VIEW llm_calls AS
SELECT trace_id, span_id, parent_span_id, name, service, start_ns, duration_ns, status, status_message, evidence,
       agent, provider, model, input_tokens, output_tokens, cost
FROM spans WHERE role_code = 5;

CREATE VIEW span_attributes AS
SELECT
  t.trace_hex AS trace_id,
  printf('%016x', s.span_id) AS span_id,
  k.value AS key,
  v.type AS type,
  v.value AS value
FROM span AS s
JOIN trace AS t ON t.id = s.trace
JOIN span_template AS template ON template.id = s.template
JOIN attribute_shape AS a ON a.id = template.shape
LEFT JOIN span_payload AS p ON p.id = s.payload
JOIN json_each(a.keys) AS k
JOIN json_each(coalesce(s.attribute_values, p.attribute_values)) AS v ON v.key = k.key;

CREATE VIEW span_rows AS
SELECT
  t.trace_hex AS trace_id,
  printf('%016x', s.span_id) AS span_id,
  CASE WHEN s.parent_span_id IS NOT NULL THEN printf('%016x', s.parent_span_id) END AS parent_span_id,
  name.text AS name,
  service.text AS service,
  CASE s.role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
    WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
    WHEN 9 THEN 'session' ELSE 'other' END AS role,
  CASE k.kind WHEN 0 THEN 'unspecified' WHEN 1 THEN 'internal' WHEN 2 THEN 'server' WHEN 3 THEN 'client'
    WHEN 4 THEN 'producer' WHEN 5 THEN 'consumer' ELSE CAST(k.kind AS TEXT) END AS kind,
  nullif(s.start_ns, 0) AS start_ns,
  s.duration_ns,
  CASE k.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  (SELECT coalesce(p.status_message, p.error_message) FROM span_payload AS p WHERE p.id = s.payload) AS status_message,
  rtrim(CASE WHEN s.evidence & 1 THEN 'status,' ELSE '' END
     || CASE WHEN s.evidence & 2 THEN 'exception,' ELSE '' END
     || CASE WHEN s.evidence & 4 THEN 'error_attribute,' ELSE '' END
     || CASE WHEN s.evidence & 8 THEN 'error_reply,' ELSE '' END, ',') AS evidence,
  s.task_id,
  s.task_name,
  (SELECT text FROM string WHERE id = s.task_type) AS task_type,
  s.task_priority AS priority,
  (SELECT text FROM string WHERE id = s.worker_id) AS worker_id,
  (SELECT text FROM string WHERE id = nullif(k.worker_capability, 0)) AS capability,
  (SELECT text FROM string WHERE id = nullif(k.orchestrator_id, 0)) AS orchestrator_id,
  s.message_id,
  (SELECT text FROM string WHERE id = nullif(k.message_type, 0)) AS message_type,
  (SELECT text FROM string WHERE id = nullif(k.agent, 0)) AS agent,
  (SELECT text FROM string WHERE id = nullif(k.model, 0)) AS model,
  (SELECT text FROM string WHERE id = nullif(k.provider, 0)) AS provider,
  (SELECT text FROM string WHERE id = nullif(k.tool, 0)) AS tool,
  s.input_tokens,
  s.output_tokens,
  s.cost,
  (SELECT text FROM string WHERE id = s.session_id) AS session_id,
  nullif(k.flags, -1) AS flags,
  k.anomalies,
  (SELECT json_group_object(a.value, json(coalesce(s.attribute_values, p.attribute_values) -> a.key))
     FROM attribute_shape AS shape JOIN json_each(shape.keys) AS a
     LEFT JOIN span_payload AS p ON p.id = s.payload
    WHERE shape.id = k.shape) AS attributes,
  (SELECT p.events FROM span_payload AS p WHERE p.id = s.payload) AS events,
  (SELECT p.links FROM span_payload AS p WHERE p.id = s.payload) AS links,
  (SELECT p.trace_state FROM span_payload AS p WHERE p.id = s.payload) AS trace_state,
  r.attributes AS resource_attributes,
  c.name AS scope_name,
  c.version AS scope_version,
  -- The integers behind the words, for conditions that an index serves.
  s.trace AS trace,
  s.span_id AS span_code,
  s.role AS role_code,
  s.evidence AS evidence_bits,
  s.worker_id AS worker_code,
  s.task_type AS task_type_code,
  s.start_ns AS start_code
FROM span AS s
JOIN trace AS t ON t.id = s.trace
JOIN span_template AS k ON k.id = s.template
JOIN string AS name ON name.id = k.name
JOIN resource AS r ON r.id = k.resource
JOIN string AS service ON service.id = r.service
JOIN scope AS c ON c.id = k.scope;

CREATE VIEW spans AS
SELECT
  s.trace_id,
  s.span_id,
  s.parent_span_id,
  (SELECT text FROM string WHERE id = s.name) AS name,
  (SELECT text FROM resource AS r JOIN string ON string.id = r.service WHERE r.id = s.resource) AS service,
  CASE s.role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
    WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
    WHEN 9 THEN 'session' ELSE 'other' END AS role,
  CASE s.kind WHEN 0 THEN 'unspecified' WHEN 1 THEN 'internal' WHEN 2 THEN 'server' WHEN 3 THEN 'client'
    WHEN 4 THEN 'producer' WHEN 5 THEN 'consumer' ELSE CAST(s.kind AS TEXT) END AS kind,
  nullif(s.start_ns, 0) AS start_ns,
  s.duration_ns,
  CASE s.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  (SELECT coalesce(p.status_message, p.error_message) FROM span_payload AS p WHERE p.id = s.payload) AS status_message,
  rtrim(CASE WHEN s.evidence & 1 THEN 'status,' ELSE '' END
     || CASE WHEN s.evidence & 2 THEN 'exception,' ELSE '' END
     || CASE WHEN s.evidence & 4 THEN 'error_attribute,' ELSE '' END
     || CASE WHEN s.evidence & 8 THEN 'error_reply,' ELSE '' END, ',') AS evidence,
  s.task_id,
  s.task_name,
  (SELECT text FROM string WHERE id = s.task_type) AS task_type,
  s.task_priority AS priority,
  (SELECT text FROM string WHERE id = s.worker_id) AS worker_id,
  (SELECT text FROM string WHERE id = nullif(s.worker_capability, 0)) AS capability,
  (SELECT text FROM string WHERE id = nullif(s.orchestrator_id, 0)) AS orchestrator_id,
  s.message_id,
  (SELECT text FROM string WHERE id = nullif(s.message_type, 0)) AS message_type,
  (SELECT text FROM string WHERE id = nullif(s.agent, 0)) AS agent,
  (SELECT text FROM string WHERE id = nullif(s.model, 0)) AS model,
  (SELECT text FROM string WHERE id = nullif(s.provider, 0)) AS provider,
  (SELECT text FROM string WHERE id = nullif(s.tool, 0)) AS tool,
  s.input_tokens,
  s.output_tokens,
  s.cost,
  (SELECT text FROM string WHERE id = s.session_id) AS session_id,
  nullif(s.flags, -1) AS flags,
  s.anomalies,
  (SELECT json_group_object(a.value, json(coalesce(s.attribute_values, p.attribute_values) -> a.key))
     FROM attribute_shape AS shape JOIN json_each(shape.keys) AS a
     LEFT JOIN span_payload AS p ON p.id = s.payload
    WHERE shape.id = s.shape) AS attributes,
  (SELECT p.events FROM span_payload AS p WHERE p.id = s.payload) AS events,
  (SELECT p.links FROM span_payload AS p WHERE p.id = s.payload) AS links,
  (SELECT p.trace_state FROM span_payload AS p WHERE p.id = s.payload) AS trace_state,
  (SELECT attributes FROM resource WHERE id = s.resource) AS resource_attributes,
  (SELECT name FROM scope WHERE id = s.scope) AS scope_name,
  (SELECT version FROM scope WHERE id = s.scope) AS scope_version,
  -- The integers behind the words, for conditions that an index serves.
  s.trace AS trace,
  s.span_code,
  s.role AS role_code,
  s.evidence AS evidence_bits,
  s.worker_id AS worker_code,
  s.task_type AS task_type_code,
  s.start_ns AS start_code
FROM (
  SELECT
    t.trace_hex AS trace_id,
    printf('%016x', s.span_id) AS span_id,
    CASE WHEN s.parent_span_id IS NOT NULL THEN printf('%016x', s.parent_span_id) END AS parent_span_id,
    s.trace, s.span_id AS span_code, s.role, s.start_ns, s.duration_ns, s.evidence, s.payload,
    s.attribute_values, s.task_id, s.task_name, s.task_type, s.task_priority, s.worker_id, s.message_id,
    s.input_tokens, s.output_tokens, s.cost, s.session_id, k.name, k.resource, k.scope, k.shape, k.kind,
    k.status, k.flags, k.anomalies, k.worker_capability, k.orchestrator_id, k.message_type, k.agent,
    k.model, k.provider, k.tool
  FROM span AS s
  JOIN trace AS t ON t.id = s.trace
  JOIN span_template AS k ON k.id = s.template
  UNION ALL
  SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL
  WHERE 0
) AS s;

CREATE VIEW joins AS
SELECT
  lower(hex(trace_id)) AS trace_id,
  printf('%016x', span_id) AS span_id,
  lower(hex(parent_trace_id)) AS parent_trace_id,
  CASE WHEN parent_span_id IS NOT NULL THEN printf('%016x', parent_span_id) END AS parent_span_id,
  rule,
  confidence
FROM trace_join;

CREATE VIEW run_totals AS
SELECT
  run.name AS run,
  CASE t.level WHEN 1 THEN 'operation' WHEN 2 THEN 'task_type' WHEN 3 THEN 'worker' ELSE 'model' END AS level,
  name.text AS name,
  CASE t.level WHEN 1 THEN service.text END AS service,
  CASE t.level WHEN 1 THEN CASE t.role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
    WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
    WHEN 9 THEN 'session' ELSE 'other' END END AS role,
  t.spans,
  t.errors,
  t.ended,
  t.total_ns,
  t.p50_ns,
  t.p95_ns,
  t.input_tokens,
  t.output_tokens,
  t.cost_billionths / 1e9 AS cost
FROM run_total AS t
JOIN run ON run.id = t.run
JOIN string AS name ON name.id = t.name
JOIN string AS service ON service.id = t.service;
