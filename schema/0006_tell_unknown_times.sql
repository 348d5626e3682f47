-- Schema version 6: times that are unknown or cannot be meant are told apart; percentiles of few spans are exact;
-- views can be joined on trace IDs.

PRAGMA user_version = 6;

DROP VIEW spans;
DROP VIEW traces;
DROP VIEW tasks;
DROP VIEW workers;
DROP VIEW messages;
DROP VIEW llm_calls;
DROP VIEW span_attributes;

-- SQLite makes a passing index on the column when views are joined, which it does for no expression.
ALTER TABLE trace ADD COLUMN trace_hex TEXT GENERATED ALWAYS AS (lower(hex(trace_id))) VIRTUAL;

-- From now on, `span.start_ns` is 0 where the start is unknown or does not lie between 1973 and 2096;
-- `span.duration_ns` is NULL also where one of the times cannot be meant, but that of a start that is 0; `span_payload.end_ns` is the end as it
-- came, where start and duration do not tell it. A trace and a total of which no span has a known start have 0 for
-- their start and end; the duration of a trace may be that of a longer span whose start is unknown.
ALTER TABLE span_payload ADD COLUMN start_ns INTEGER;          -- the start as it came, only where `span` has 0 for it

CREATE TABLE odd_5 AS
SELECT trace, span_id, payload, iif(has_start, start_ns, 0) AS start_ns,
       iif(iif(start_ns = 0, NOT has_end, has_start AND has_end), max(end_ns - start_ns, 0), NULL) AS duration_ns,
       start_ns AS original_start_ns, end_ns AS original_end_ns
FROM (SELECT *, (start_ns BETWEEN 100000000000000000 AND 4000000000000000000) AS has_start, (end_ns BETWEEN 100000000000000000 AND 4000000000000000000) AS has_end
      FROM (SELECT s.trace, s.span_id, s.payload, s.start_ns, coalesce(p.end_ns, s.start_ns + s.duration_ns) AS end_ns
            FROM span AS s LEFT JOIN span_payload AS p ON p.id = s.payload))
WHERE NOT has_start OR NOT has_end;

-- Those of which the tables would no longer tell the times as they came.
DELETE FROM odd_5 WHERE payload IS NULL AND original_start_ns = start_ns AND original_end_ns IS start_ns + duration_ns;
UPDATE odd_5 SET payload = (SELECT coalesce(max(id), 0) FROM span_payload) + rowid WHERE payload IS NULL;
INSERT INTO span_payload (id) SELECT payload FROM odd_5 WHERE true ON CONFLICT DO NOTHING;
UPDATE span_payload AS p
SET start_ns = nullif(o.original_start_ns, o.start_ns),
    end_ns = iif(o.original_end_ns IS o.start_ns + o.duration_ns, NULL, o.original_end_ns)
FROM odd_5 AS o WHERE p.id = o.payload;
UPDATE span AS s SET start_ns = o.start_ns, duration_ns = o.duration_ns, payload = o.payload
FROM odd_5 AS o WHERE s.trace = o.trace AND s.span_id = o.span_id;
DROP TABLE odd_5;

UPDATE trace AS t
SET start_ns = n.start_ns, end_ns = n.end_ns, duration_ns = max(n.end_ns - n.start_ns, n.longest_ns)
FROM (SELECT trace, ifnull(min(nullif(start_ns, 0)), 0) AS start_ns,
             ifnull(max(iif(start_ns > 0, start_ns + ifnull(duration_ns, 0), 0)), 0) AS end_ns,
             ifnull(max(duration_ns), 0) AS longest_ns
      FROM span WHERE trace IN (SELECT trace FROM span WHERE start_ns = 0 UNION SELECT s.trace FROM span AS s
                                JOIN span_payload AS p ON p.id = s.payload WHERE p.end_ns IS NOT NULL)
      GROUP BY trace) AS n
WHERE n.trace = t.id;

-- A span of unknown start is the root only where no other can be.
UPDATE trace AS t
SET root_span_id = n.span_id, root_name = n.name, root_service = n.service, has_root = n.parent_span_id IS NULL,
    status = iif(n.evidence <> 0, 2, n.status)
FROM (SELECT s.trace, s.span_id, s.parent_span_id, s.evidence, k.name, k.status, r.service,
             row_number() OVER (PARTITION BY s.trace ORDER BY s.parent_span_id IS NOT NULL, s.start_ns = 0, s.start_ns,
                                s.span_id) AS place
      FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
      WHERE s.trace IN (SELECT trace FROM span WHERE start_ns = 0)) AS n
WHERE n.trace = t.id AND n.place = 1;

UPDATE run SET (start_ns, end_ns) = (
  SELECT min(nullif(t.start_ns, 0)), max(nullif(t.end_ns, 0))
  FROM trace_run AS m JOIN trace AS t ON t.id = m.trace WHERE m.run = run.id);

-- From now on, `durations` of totals are a JSON array of at most 100 durations, ascending; of more, a JSON object with
-- the number of spans by duration, rounded down to a multiple of the `step` in `duration_step`.
CREATE TABLE counted_5 AS
SELECT r.service, k.name, s.role, s.worker_id AS worker, s.evidence <> 0 AS failed, nullif(s.start_ns, 0) AS start_ns,
       nullif(s.start_ns, 0) + ifnull(s.duration_ns, 0) AS end_ns, s.duration_ns,
       (SELECT s.duration_ns / step * step FROM duration_step
        WHERE least <= s.duration_ns ORDER BY least DESC LIMIT 1) AS rounded_ns
FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource;
CREATE INDEX counted_5_by_operation ON counted_5 (service, name, role, duration_ns, rounded_ns);
CREATE INDEX counted_5_by_worker ON counted_5 (worker, duration_ns, rounded_ns) WHERE worker IS NOT NULL;

DELETE FROM operation_total;
INSERT INTO operation_total
WITH ranked AS (
  SELECT *, row_number() OVER by_duration AS rank,
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM counted_5
  WINDOW by_duration AS (PARTITION BY service, name, role ORDER BY duration_ns NULLS LAST)
)
SELECT service, name, role, count(*), sum(failed),
       ifnull(CAST(sum(duration_ns / 1000000000) * 1000000000 + sum(duration_ns % 1000000000) AS INTEGER), 0),
       max(duration_ns), ifnull(min(start_ns), 0), ifnull(max(end_ns), 0),
       iif(max(ended) <= 100,
           (SELECT json_group_array(duration_ns)
            FROM (SELECT duration_ns FROM counted_5 AS c
                  WHERE c.service = o.service AND c.name = o.name AND c.role = o.role AND duration_ns IS NOT NULL
                  ORDER BY duration_ns)),
           (SELECT json_group_object(rounded_ns, spans)
            FROM (SELECT rounded_ns, count(*) AS spans FROM counted_5 AS c
                  WHERE c.service = o.service AND c.name = o.name AND c.role = o.role AND rounded_ns IS NOT NULL
                  GROUP BY rounded_ns ORDER BY rounded_ns))),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 50 + 99) / 100),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 95 + 99) / 100),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 99 + 99) / 100),
       0
FROM ranked AS o
GROUP BY service, name, role;

DELETE FROM worker_busy;
INSERT INTO worker_busy
WITH
edges AS (
  SELECT worker, start_ns, end_ns,
         start_ns > max(end_ns) OVER (PARTITION BY worker ORDER BY start_ns, end_ns
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS apart
  FROM counted_5 WHERE worker IS NOT NULL AND start_ns IS NOT NULL
),
stretches AS (
  SELECT *, sum(ifnull(apart, 0)) OVER (PARTITION BY worker ORDER BY start_ns, end_ns
                                        ROWS UNBOUNDED PRECEDING) AS stretch
  FROM edges
)
SELECT worker, min(start_ns), max(end_ns) FROM stretches GROUP BY worker, stretch ORDER BY 1, 2;

CREATE TABLE worker_traces_5 AS SELECT worker, traces FROM worker_total;
DELETE FROM worker_total;
INSERT INTO worker_total
WITH ranked AS (
  SELECT *, row_number() OVER by_duration AS rank,
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM counted_5 WHERE worker IS NOT NULL
  WINDOW by_duration AS (PARTITION BY worker ORDER BY duration_ns NULLS LAST)
)
SELECT worker, count(*), (SELECT traces FROM worker_traces_5 AS t WHERE t.worker = o.worker), sum(failed),
       (SELECT ifnull(sum(b.end_ns - b.start_ns), 0) FROM worker_busy AS b WHERE b.worker = o.worker),
       iif(max(ended) <= 100,
           (SELECT json_group_array(duration_ns)
            FROM (SELECT duration_ns FROM counted_5 AS c
                  WHERE c.worker = o.worker AND duration_ns IS NOT NULL ORDER BY duration_ns)),
           (SELECT json_group_object(rounded_ns, spans)
            FROM (SELECT rounded_ns, count(*) AS spans FROM counted_5 AS c
                  WHERE c.worker = o.worker AND rounded_ns IS NOT NULL GROUP BY rounded_ns ORDER BY rounded_ns))),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 50 + 99) / 100),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 95 + 99) / 100),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 99 + 99) / 100)
FROM ranked AS o
GROUP BY worker;
DROP TABLE worker_traces_5;
DROP TABLE counted_5;

-- A time that is unknown is NULL. Every other column is as before.

CREATE VIEW spans AS
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
