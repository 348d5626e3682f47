-- tracewh database, schema version 1.
--
-- Conventions: `_ns` columns hold integer nanoseconds (instants since the Unix epoch);
-- IDs of spans are 64-bit integers, those of traces 16-byte BLOBs; the views show both in
-- hexadecimal. Enumerated integers are frozen: their meaning never changes.
-- Everything a reader needs is in the views at the end.

PRAGMA application_id = 1953653623;  -- 'trcw': marks the file as tracewh's
PRAGMA user_version = 1;

-- Text that repeats: names, services, types, models. Row 0 is the empty text.
CREATE TABLE string (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);
INSERT INTO string (id, text) VALUES (0, '');

-- OpenTelemetry resources, each distinct one once.
CREATE TABLE resource (
  id                 INTEGER PRIMARY KEY,
  service            INTEGER NOT NULL REFERENCES string (id),  -- service.name, 0 when it has none
  attributes         TEXT NOT NULL,                            -- JSON object, see `span_payload`
  entity_refs        TEXT NOT NULL,                            -- JSON array, or empty
  schema_url         TEXT NOT NULL,
  dropped_attributes INTEGER NOT NULL,
  UNIQUE (attributes, service, entity_refs, schema_url, dropped_attributes)
);

-- OpenTelemetry instrumentation scopes, each distinct one once.
CREATE TABLE scope (
  id                 INTEGER PRIMARY KEY,
  name               TEXT NOT NULL,
  version            TEXT NOT NULL,
  attributes         TEXT NOT NULL,                            -- JSON object
  schema_url         TEXT NOT NULL,
  dropped_attributes INTEGER NOT NULL,
  UNIQUE (name, version, attributes, schema_url, dropped_attributes)
);

-- The distinct lists of attribute keys; spans of one operation mostly share one.
CREATE TABLE attribute_shape (
  id   INTEGER PRIMARY KEY,
  keys TEXT NOT NULL UNIQUE                                    -- JSON array of keys, sorted
);

-- The aggregated trace: kept up to date as spans arrive, in whatever order.
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
  agents       TEXT NOT NULL                                   -- JSON array of string ids, ascending: each span's worker, else agent, else orchestrator
);
CREATE INDEX trace_by_start ON trace (start_ns);
CREATE INDEX trace_by_duration ON trace (duration_ns);

-- Parents that spans name but that are not stored (yet).
CREATE TABLE missing_parent (
  trace       INTEGER NOT NULL REFERENCES trace (id),
  span_id     INTEGER NOT NULL,                                -- the missing parent
  children    INTEGER NOT NULL,                                -- stored spans that name it
  error_reply INTEGER NOT NULL,                                -- 1 when an error reply below it waits for the task above it
  PRIMARY KEY (trace, span_id)
) WITHOUT ROWID;

-- One row a span, clustered by trace. Large and rarely read content is in `span_payload`.
CREATE TABLE span (
  trace             INTEGER NOT NULL REFERENCES trace (id),
  span_id           INTEGER NOT NULL,                          -- the 8 bytes, big-endian, as a signed integer
  parent_span_id    INTEGER,                                   -- NULL for a root
  name              INTEGER NOT NULL REFERENCES string (id),
  resource          INTEGER NOT NULL REFERENCES resource (id),
  scope             INTEGER NOT NULL REFERENCES scope (id),
  kind              INTEGER NOT NULL,                          -- OpenTelemetry: 0 unspecified 1 internal 2 server 3 client 4 producer 5 consumer
  role              INTEGER NOT NULL,                          -- 0 other 1 task 2 worker 3 message 4 agent 5 llm 6 tool 7 storage 8 memory 9 session
  start_ns          INTEGER NOT NULL,
  duration_ns       INTEGER,                                   -- NULL while unfinished; 0 when the end lies before the start
  status            INTEGER NOT NULL,                          -- 0 unset 1 ok 2 error
  evidence          INTEGER NOT NULL,                          -- of failure, bits: 1 status 2 exception 4 error attribute 8 error reply
  anomalies         INTEGER NOT NULL,                          -- bits: 1 end before start 2 truncated 4 invalid UTF-8 8 duplicate keys 16 self-parent 32 invalid value 64 implausible time 128 synthesised ID
  flags             INTEGER,                                   -- W3C trace flags and OpenTelemetry's remote bits; NULL when not given
  payload           INTEGER NOT NULL REFERENCES span_payload (id),
  status_message    TEXT,
  error_message     TEXT,                                      -- of the exception or error attribute, where the status has no message
  task_id           TEXT,
  task_name         TEXT,
  task_type         INTEGER REFERENCES string (id),
  task_priority     INTEGER,
  worker_id         INTEGER REFERENCES string (id),
  worker_capability INTEGER REFERENCES string (id),
  orchestrator_id   INTEGER REFERENCES string (id),
  message_id        TEXT,
  message_type      INTEGER REFERENCES string (id),
  agent             INTEGER REFERENCES string (id),
  model             INTEGER REFERENCES string (id),
  provider          INTEGER REFERENCES string (id),
  tool              INTEGER REFERENCES string (id),
  input_tokens      INTEGER,
  output_tokens     INTEGER,
  cost              REAL,
  session_id        INTEGER REFERENCES string (id),
  PRIMARY KEY (trace, span_id)
) WITHOUT ROWID;
-- Small indexes over the few spans that the canned queries start from.
CREATE INDEX task_by_duration ON span (duration_ns) WHERE role = 1;
CREATE INDEX task_by_priority ON span (task_priority, duration_ns) WHERE role = 1 AND task_priority IS NOT NULL;
CREATE INDEX task_by_type ON span (task_type, duration_ns) WHERE role = 1 AND task_type IS NOT NULL;
CREATE INDEX span_by_worker ON span (worker_id, start_ns) WHERE worker_id IS NOT NULL;
CREATE INDEX failed_by_start ON span (start_ns) WHERE evidence <> 0;

-- What a span carries beside its row, in order of arrival.
-- Attribute values are JSON that keeps OpenTelemetry's types: integers have no fraction, doubles
-- always one, an empty value is null; {"doubleValue":"NaN"}, {"bytesValue":"<base64>"} and
-- {"kvlistValue":{…}} stand for what JSON cannot say.
CREATE TABLE span_payload (
  id                 INTEGER PRIMARY KEY,
  shape              INTEGER NOT NULL REFERENCES attribute_shape (id),
  attribute_values   TEXT NOT NULL,                            -- JSON array, in the order of the shape's keys
  events             TEXT,                                     -- JSON array of {time_ns, name, attributes, dropped_attributes}
  links              TEXT,                                     -- JSON array of {trace_id, span_id, trace_state, attributes, dropped_attributes, flags}
  trace_state        TEXT,
  end_ns             INTEGER,                                  -- the end as it came, only where it lies before the start
  dropped_attributes INTEGER,
  dropped_events     INTEGER,
  dropped_links      INTEGER
);

-- A named set of ingests, such as one CI run.
CREATE TABLE run (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE,
  labels TEXT NOT NULL                                         -- JSON object
);

-- Which traces the ingests of a run brought, or brought again.
CREATE TABLE trace_run (
  run   INTEGER NOT NULL REFERENCES run (id),
  trace INTEGER NOT NULL REFERENCES trace (id),
  PRIMARY KEY (run, trace)
) WITHOUT ROWID;

-- One row for each time that spans were ingested.
CREATE TABLE ingest (
  id          INTEGER PRIMARY KEY,
  run         INTEGER REFERENCES run (id),
  started_ns  INTEGER NOT NULL,
  finished_ns INTEGER,                                         -- NULL when it was interrupted
  version     TEXT NOT NULL                                    -- of the program
);

-- How far each file was read. The offset commits together with the spans before it.
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

-- What was wrong with the input.
CREATE TABLE ingest_issue (
  id          INTEGER PRIMARY KEY,
  ingest_file INTEGER NOT NULL REFERENCES ingest_file (id),
  offset      INTEGER NOT NULL,                                -- of the (first) record, in decompressed bytes
  severity    INTEGER NOT NULL,                                -- 1 warning (a detail), 2 error (a record was lost)
  code        TEXT NOT NULL,
  message     TEXT NOT NULL,
  count       INTEGER NOT NULL
);

-- Traces that sampling keeps only if they fail or are slow, until the end of their ingest decides.
CREATE TABLE undecided_trace (
  trace_id BLOB PRIMARY KEY                                    -- 16 bytes
) WITHOUT ROWID;

-- Traces that sampling dropped, so that rates can count them.
CREATE TABLE dropped_trace (
  trace_id BLOB PRIMARY KEY,                                   -- 16 bytes
  spans    INTEGER NOT NULL,
  errors   INTEGER NOT NULL                                    -- spans with any evidence of failure
) WITHOUT ROWID;

-- What belongs to this database alone, such as the salt of redacted values.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

-- Views: plain names and units, for any SQLite shell.

CREATE VIEW spans AS
SELECT
  lower(hex(t.trace_id)) AS trace_id,
  printf('%016x', s.span_id) AS span_id,
  CASE WHEN s.parent_span_id IS NOT NULL THEN printf('%016x', s.parent_span_id) END AS parent_span_id,
  name.text AS name,
  service.text AS service,
  CASE s.role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
    WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
    WHEN 9 THEN 'session' ELSE 'other' END AS role,
  CASE s.kind WHEN 0 THEN 'unspecified' WHEN 1 THEN 'internal' WHEN 2 THEN 'server' WHEN 3 THEN 'client'
    WHEN 4 THEN 'producer' WHEN 5 THEN 'consumer' ELSE CAST(s.kind AS TEXT) END AS kind,
  s.start_ns,
  s.duration_ns,
  CASE s.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  coalesce(s.status_message, s.error_message) AS status_message,
  rtrim(CASE WHEN s.evidence & 1 THEN 'status,' ELSE '' END
     || CASE WHEN s.evidence & 2 THEN 'exception,' ELSE '' END
     || CASE WHEN s.evidence & 4 THEN 'error_attribute,' ELSE '' END
     || CASE WHEN s.evidence & 8 THEN 'error_reply,' ELSE '' END, ',') AS evidence,
  s.task_id,
  s.task_name,
  task_type.text AS task_type,
  s.task_priority AS priority,
  worker.text AS worker_id,
  capability.text AS capability,
  orchestrator.text AS orchestrator_id,
  s.message_id,
  message_type.text AS message_type,
  agent.text AS agent,
  model.text AS model,
  provider.text AS provider,
  tool.text AS tool,
  s.input_tokens,
  s.output_tokens,
  s.cost,
  session.text AS session_id,
  s.flags,
  s.anomalies,
  (SELECT json_group_object(k.value, json(p.attribute_values -> k.key))
     FROM span_payload AS p JOIN attribute_shape AS a ON a.id = p.shape, json_each(a.keys) AS k
    WHERE p.id = s.payload) AS attributes,
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
  s.task_type AS task_type_code
FROM span AS s
JOIN trace AS t ON t.id = s.trace
JOIN string AS name ON name.id = s.name
JOIN resource AS r ON r.id = s.resource
JOIN string AS service ON service.id = r.service
JOIN scope AS c ON c.id = s.scope
LEFT JOIN string AS task_type ON task_type.id = s.task_type
LEFT JOIN string AS worker ON worker.id = s.worker_id
LEFT JOIN string AS capability ON capability.id = s.worker_capability
LEFT JOIN string AS orchestrator ON orchestrator.id = s.orchestrator_id
LEFT JOIN string AS message_type ON message_type.id = s.message_type
LEFT JOIN string AS agent ON agent.id = s.agent
LEFT JOIN string AS model ON model.id = s.model
LEFT JOIN string AS provider ON provider.id = s.provider
LEFT JOIN string AS tool ON tool.id = s.tool
LEFT JOIN string AS session ON session.id = s.session_id;

CREATE VIEW traces AS
SELECT
  lower(hex(t.trace_id)) AS trace_id,
  printf('%016x', t.root_span_id) AS root_span_id,
  name.text AS name,
  service.text AS service,
  t.start_ns,
  t.end_ns,
  t.duration_ns,
  t.span_count AS spans,
  t.error_count AS errors,
  t.orphan_count AS orphans,
  t.open_count AS unfinished,
  json_array_length(t.services) AS service_count,
  json_array_length(t.agents) AS agent_count,
  CASE t.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  t.has_root,
  (SELECT json_group_array(text)
     FROM (SELECT string.text FROM json_each(t.services) AS e JOIN string ON string.id = e.value ORDER BY 1)) AS services,
  (SELECT json_group_array(text)
     FROM (SELECT string.text FROM json_each(t.agents) AS e JOIN string ON string.id = e.value ORDER BY 1)) AS agents,
  t.id AS trace,
  t.root_span_id AS root_span_code
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

-- One row an attribute of a span. `type` is JSON's: text, integer, real, true, false, null, array, object.
CREATE VIEW span_attributes AS
SELECT
  lower(hex(t.trace_id)) AS trace_id,
  printf('%016x', s.span_id) AS span_id,
  k.value AS key,
  v.type AS type,
  v.value AS value
FROM span AS s
JOIN trace AS t ON t.id = s.trace
JOIN span_payload AS p ON p.id = s.payload
JOIN attribute_shape AS a ON a.id = p.shape
JOIN json_each(a.keys) AS k
JOIN json_each(p.attribute_values) AS v ON v.key = k.key;

CREATE VIEW issues AS
SELECT f.path, i.offset, CASE i.severity WHEN 2 THEN 'error' ELSE 'warning' END AS severity, i.code, i.message, i.count
FROM ingest_issue AS i JOIN ingest_file AS f ON f.id = i.ingest_file;
