-- Schema version 7: joins of spans on their public IDs are fast in any SQLite shell, also within one large trace; traces
-- that came apart and belong together are stored, as `tracewh join` finds them.

PRAGMA user_version = 7;

DROP VIEW spans;

-- Spans for statements that reach few of them by the integers behind the words, or all of them once: SQLite reads
-- this view as if its SELECT stood in theirs.
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

-- The same spans for everybody. The arm without rows keeps SQLite from reading the inner SELECT like that: conditions
-- on its columns still reach the tables and their indexes, but where spans are joined to spans, SQLite makes a table of
-- it first, with an index on what they are joined by. What takes time to make stands outside, and is made on demand.
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

-- One row for each span that belongs below a span of another trace. By IDs, so that nothing depends on the order of
-- arrival; nothing else is changed by a join.
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

CREATE VIEW joins AS
SELECT
  lower(hex(trace_id)) AS trace_id,
  printf('%016x', span_id) AS span_id,
  lower(hex(parent_trace_id)) AS parent_trace_id,
  CASE WHEN parent_span_id IS NOT NULL THEN printf('%016x', parent_span_id) END AS parent_span_id,
  rule,
  confidence
FROM trace_join;
