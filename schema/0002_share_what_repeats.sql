-- Schema version 2: what many spans have in common is stored once, in `span_template`; small attribute
-- values lie in the span's own row; totals of operations, services, workers and runs are kept up to date.

PRAGMA user_version = 2;

DROP VIEW spans;
DROP VIEW traces;
DROP VIEW tasks;
DROP VIEW workers;
DROP VIEW messages;
DROP VIEW llm_calls;
DROP VIEW span_attributes;
DROP VIEW issues;
DROP INDEX task_by_duration;
DROP INDEX task_by_priority;
DROP INDEX task_by_type;
DROP INDEX span_by_worker;
DROP INDEX failed_by_start;
ALTER TABLE span RENAME TO span_1;
ALTER TABLE span_payload RENAME TO span_payload_1;
ALTER TABLE trace_run RENAME TO trace_run_1;

-- What many spans have in common, each distinct combination once. Text that is not there is string 0.
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

-- One row a span, clustered by trace.
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

-- What few spans carry, or what is large, in order of arrival: the queries that scan spans need not pass over it.
-- Attribute values are JSON that keeps OpenTelemetry's types: integers have no fraction, doubles
-- always one, an empty value is null; {"doubleValue":"NaN"}, {"bytesValue":"<base64>"} and
-- {"kvlistValue":{…}} stand for what JSON cannot say.
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
);

-- Durations are counted to 1 %, so that percentiles come from few numbers: from `least` on, a duration counts
-- as the nearest multiple of `step`.
CREATE TABLE duration_step (
  least INTEGER PRIMARY KEY,
  step  INTEGER NOT NULL
);
INSERT INTO duration_step
WITH RECURSIVE unit (value) AS (SELECT 1 UNION ALL SELECT value * 10 FROM unit WHERE value < 10000000000000000)
SELECT 0, 1
UNION ALL SELECT 100 * value, 2 * value FROM unit
UNION ALL SELECT 200 * value, 4 * value FROM unit
UNION ALL SELECT 500 * value, 10 * value FROM unit;

-- Totals of the stored spans, by operation.
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

-- The times in which at least one span of a worker ran; no two of a worker touch.
CREATE TABLE worker_busy (
  worker   INTEGER NOT NULL REFERENCES string (id),
  start_ns INTEGER NOT NULL,
  end_ns   INTEGER NOT NULL,
  PRIMARY KEY (worker, start_ns)
) WITHOUT ROWID;

-- Which traces the ingests of a run brought, or brought again.
CREATE TABLE trace_run (
  trace INTEGER NOT NULL REFERENCES trace (id),
  run   INTEGER NOT NULL REFERENCES run (id),
  PRIMARY KEY (trace, run)
) WITHOUT ROWID;

ALTER TABLE trace ADD COLUMN workers TEXT NOT NULL DEFAULT '[]';     -- JSON array of string ids, ascending
-- Totals of the run's traces; the times are NULL while it has none.
ALTER TABLE run ADD COLUMN traces INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN spans INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN start_ns INTEGER;
ALTER TABLE run ADD COLUMN end_ns INTEGER;

-- What version 1 holds.

INSERT INTO span_template (name, resource, scope, shape, kind, status, flags, anomalies, worker_capability,
                           orchestrator_id, message_type, agent, model, provider, tool)
SELECT DISTINCT s.name, s.resource, s.scope, p.shape, s.kind, s.status, ifnull(s.flags, -1), s.anomalies,
       ifnull(s.worker_capability, 0), ifnull(s.orchestrator_id, 0), ifnull(s.message_type, 0),
       ifnull(s.agent, 0), ifnull(s.model, 0), ifnull(s.provider, 0), ifnull(s.tool, 0)
FROM span_1 AS s JOIN span_payload_1 AS p ON p.id = s.payload;

INSERT INTO span_payload
SELECT p.id, CASE WHEN octets > 512 THEN p.attribute_values END, p.events, p.links, p.trace_state,
       s.status_message, s.error_message, p.end_ns, p.dropped_attributes, p.dropped_events, p.dropped_links
FROM (SELECT *, length(CAST(attribute_values AS BLOB)) AS octets FROM span_payload_1) AS p
JOIN span_1 AS s ON s.payload = p.id
WHERE octets > 512
   OR coalesce(p.events, p.links, p.trace_state, s.status_message, s.error_message, p.end_ns,
               p.dropped_attributes, p.dropped_events, p.dropped_links) IS NOT NULL;

-- The messages of failures with `#` for each run of digits and for each word of hexadecimal digits that
-- holds one. One word a step: `done` is finished, `word` is next. Words end with a separator; char(1) is
-- put after each to find them.
CREATE TABLE error_1 (message TEXT PRIMARY KEY, pattern TEXT NOT NULL);
INSERT INTO error_1
WITH RECURSIVE
failing (message) AS (
  SELECT DISTINCT substr(coalesce(status_message, error_message), 1, 200)
  FROM span_1 WHERE coalesce(status_message, error_message) IS NOT NULL
),
digits (message, shape) AS (
  SELECT message,
         replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
           message, '0', '#'), '1', '#'), '2', '#'), '3', '#'), '4', '#'),
           '5', '#'), '6', '#'), '7', '#'), '8', '#'), '9', '#')
  FROM failing
),
runs (message, shape) AS (
  SELECT message, replace(replace(replace(replace(replace(shape,
           '########', '#'), '####', '#'), '###', '#'), '##', '#'), '##', '#')
  FROM digits
),
words (message, done, word, rest) AS (
  SELECT message, '', '',
         replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
           shape, ' ', ' ' || char(1)), ':', ':' || char(1)), '=', '=' || char(1)), '/', '/' || char(1)),
           ',', ',' || char(1)), '(', '(' || char(1)), ')', ')' || char(1)), '"', '"' || char(1)),
           '''', '''' || char(1)), '_', '_' || char(1)) || char(1)
  FROM runs
  UNION ALL
  SELECT message,
         done || CASE WHEN word GLOB '*[#]*' AND rtrim(word, ' :=/,()"''_.') NOT GLOB '*[^-#a-fA-F]*'
                      THEN '#' || substr(word, length(rtrim(word, ' :=/,()"''_.')) + 1)
                      ELSE word END,
         substr(rest, 1, instr(rest, char(1)) - 1),
         substr(rest, instr(rest, char(1)) + 1)
  FROM words
  WHERE word <> '' OR rest <> ''
)
SELECT message, done FROM words WHERE word = '' AND rest = '' AND done <> '';
INSERT OR IGNORE INTO string (text) SELECT pattern FROM error_1;

INSERT INTO span
SELECT s.trace, s.span_id, s.parent_span_id, k.id, s.role, s.start_ns, s.duration_ns, s.evidence,
       (SELECT t.id FROM error_1 AS e JOIN string AS t ON t.text = e.pattern
        WHERE e.message = substr(coalesce(s.status_message, s.error_message), 1, 200)),
       (SELECT id FROM span_payload WHERE id = s.payload),
       s.task_id, s.task_name, s.task_type, s.task_priority, s.worker_id, s.message_id,
       s.input_tokens, s.output_tokens, s.cost, s.session_id,
       CASE WHEN length(CAST(p.attribute_values AS BLOB)) <= 512 THEN p.attribute_values END
FROM span_1 AS s
JOIN span_payload_1 AS p ON p.id = s.payload
JOIN span_template AS k
  ON k.name = s.name AND k.resource = s.resource AND k.scope = s.scope AND k.shape = p.shape
 AND k.kind = s.kind AND k.status = s.status AND k.flags = ifnull(s.flags, -1) AND k.anomalies = s.anomalies
 AND k.worker_capability = ifnull(s.worker_capability, 0) AND k.orchestrator_id = ifnull(s.orchestrator_id, 0)
 AND k.message_type = ifnull(s.message_type, 0) AND k.agent = ifnull(s.agent, 0) AND k.model = ifnull(s.model, 0)
 AND k.provider = ifnull(s.provider, 0) AND k.tool = ifnull(s.tool, 0)
ORDER BY s.trace, s.span_id;

INSERT INTO trace_run SELECT trace, run FROM trace_run_1 ORDER BY trace, run;

-- `services` now holds 0, too, when spans have no service.
UPDATE trace SET
  services = (
    SELECT json_group_array(service)
    FROM (SELECT DISTINCT r.service
          FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
          WHERE s.trace = trace.id ORDER BY 1)),
  workers = (
    SELECT json_group_array(worker_id)
    FROM (SELECT DISTINCT worker_id FROM span WHERE trace = trace.id AND worker_id IS NOT NULL ORDER BY 1));

UPDATE run SET (traces, spans, errors, start_ns, end_ns) = (
  SELECT count(*), ifnull(sum(t.span_count), 0), ifnull(sum(t.error_count), 0), min(t.start_ns), max(t.end_ns)
  FROM trace_run AS m JOIN trace AS t ON t.id = m.trace WHERE m.run = run.id);

INSERT INTO operation_total
WITH counted AS (
  SELECT r.service, k.name, s.role, s.evidence <> 0 AS failed, s.start_ns, s.duration_ns,
         s.start_ns + ifnull(s.duration_ns, 0) AS end_ns,
         (SELECT (s.duration_ns / step + (s.duration_ns % step * 2 >= step)) * step FROM duration_step
          WHERE least <= s.duration_ns ORDER BY least DESC LIMIT 1) AS counted_ns
  FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
),
ranked AS (
  SELECT *, row_number() OVER by_duration AS rank,
         count(counted_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM counted
  WINDOW by_duration AS (PARTITION BY service, name, role ORDER BY counted_ns NULLS LAST)
)
SELECT service, name, role, count(*), sum(failed),
       ifnull(CAST(sum(duration_ns / 1000000000) * 1000000000 + sum(duration_ns % 1000000000) AS INTEGER), 0),
       max(duration_ns), min(start_ns), max(end_ns),
       (SELECT json_group_object(counted_ns, spans)
        FROM (SELECT counted_ns, count(*) AS spans FROM counted AS c
              WHERE c.service = o.service AND c.name = o.name AND c.role = o.role AND counted_ns IS NOT NULL
              GROUP BY counted_ns ORDER BY counted_ns)),
       max(counted_ns) FILTER (WHERE rank = (ended * 50 + 99) / 100),
       max(counted_ns) FILTER (WHERE rank = (ended * 95 + 99) / 100),
       max(counted_ns) FILTER (WHERE rank = (ended * 99 + 99) / 100),
       0
FROM ranked AS o
GROUP BY service, name, role;

INSERT INTO service_total
SELECT value, count(*) FROM trace, json_each(trace.services) GROUP BY value;

INSERT INTO worker_busy
WITH
worked AS (
  SELECT worker_id AS worker, start_ns, start_ns + ifnull(duration_ns, 0) AS end_ns
  FROM span WHERE worker_id IS NOT NULL
),
edges AS (
  SELECT *, start_ns > max(end_ns) OVER (PARTITION BY worker ORDER BY start_ns, end_ns
                                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS apart
  FROM worked
),
stretches AS (
  SELECT *, sum(ifnull(apart, 0)) OVER (PARTITION BY worker ORDER BY start_ns, end_ns
                                        ROWS UNBOUNDED PRECEDING) AS stretch
  FROM edges
)
SELECT worker, min(start_ns), max(end_ns) FROM stretches GROUP BY worker, stretch ORDER BY 1, 2;

INSERT INTO worker_total
WITH counted AS (
  SELECT worker_id AS worker, evidence <> 0 AS failed,
         (SELECT (duration_ns / step + (duration_ns % step * 2 >= step)) * step FROM duration_step
          WHERE least <= duration_ns ORDER BY least DESC LIMIT 1) AS counted_ns
  FROM span WHERE worker_id IS NOT NULL
),
ranked AS (
  SELECT *, row_number() OVER by_duration AS rank,
         count(counted_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM counted
  WINDOW by_duration AS (PARTITION BY worker ORDER BY counted_ns NULLS LAST)
)
SELECT worker, count(*), (SELECT count(*) FROM trace, json_each(trace.workers) AS w WHERE w.value = worker),
       sum(failed), (SELECT sum(b.end_ns - b.start_ns) FROM worker_busy AS b WHERE b.worker = o.worker),
       (SELECT json_group_object(counted_ns, spans)
        FROM (SELECT counted_ns, count(*) AS spans FROM counted AS c
              WHERE c.worker = o.worker AND counted_ns IS NOT NULL GROUP BY counted_ns ORDER BY counted_ns)),
       max(counted_ns) FILTER (WHERE rank = (ended * 50 + 99) / 100),
       max(counted_ns) FILTER (WHERE rank = (ended * 95 + 99) / 100),
       max(counted_ns) FILTER (WHERE rank = (ended * 99 + 99) / 100)
FROM ranked AS o
GROUP BY worker;

DROP TABLE span_1;
DROP TABLE span_payload_1;
DROP TABLE trace_run_1;
DROP TABLE error_1;

-- Small indexes over the few spans that the canned queries start from.
CREATE INDEX task_by_duration ON span (duration_ns) WHERE role = 1;
CREATE INDEX task_by_priority ON span (task_priority, duration_ns) WHERE role = 1 AND task_priority IS NOT NULL;
CREATE INDEX task_by_type ON span (task_type, duration_ns) WHERE role = 1 AND task_type IS NOT NULL;
CREATE INDEX span_by_worker ON span (worker_id, start_ns) WHERE worker_id IS NOT NULL;
CREATE INDEX failed_by_start ON span (start_ns, error, template, evidence) WHERE evidence <> 0;

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
  CASE k.kind WHEN 0 THEN 'unspecified' WHEN 1 THEN 'internal' WHEN 2 THEN 'server' WHEN 3 THEN 'client'
    WHEN 4 THEN 'producer' WHEN 5 THEN 'consumer' ELSE CAST(k.kind AS TEXT) END AS kind,
  s.start_ns,
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
  s.task_type AS task_type_code
FROM span AS s
JOIN trace AS t ON t.id = s.trace
JOIN span_template AS k ON k.id = s.template
JOIN string AS name ON name.id = k.name
JOIN resource AS r ON r.id = k.resource
JOIN string AS service ON service.id = r.service
JOIN scope AS c ON c.id = k.scope;

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
  json_array_length(t.services) - (t.services ->> 0 IS 0) AS service_count,
  json_array_length(t.agents) AS agent_count,
  CASE t.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  t.has_root,
  (SELECT json_group_array(text)
     FROM (SELECT string.text FROM json_each(t.services) AS e JOIN string ON string.id = e.value WHERE e.value <> 0 ORDER BY 1)) AS services,
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
JOIN span_template AS template ON template.id = s.template
JOIN attribute_shape AS a ON a.id = template.shape
LEFT JOIN span_payload AS p ON p.id = s.payload
JOIN json_each(a.keys) AS k
JOIN json_each(coalesce(s.attribute_values, p.attribute_values)) AS v ON v.key = k.key;

CREATE VIEW issues AS
SELECT f.path, i.offset, CASE i.severity WHEN 2 THEN 'error' ELSE 'warning' END AS severity, i.code, i.message, i.count
FROM ingest_issue AS i JOIN ingest_file AS f ON f.id = i.ingest_file;
