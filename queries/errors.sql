-- name: errors
-- summary: Error messages, numbers and hexadecimal IDs in them taken as equal, the most frequent first.
-- attr: span
-- example: tracewh query errors --since yesterday
-- example: tracewh query errors --service 'coder-*' --limit 10
-- columns: count message first_start_ns last_start_ns trace_id span_id
-- gives_way: span_id last_start_ns first_start_ns trace_id

-- The trace and span are an example, the last of the message's failures.
WITH
failure AS NOT MATERIALIZED (
  SELECT s.trace, s.span_id, s.start_ns, ifnull(s.error, 0) AS error
  FROM span AS s
  WHERE s.evidence <> 0
    AND s.start_ns >= ifnull(max(:since, 1), :until IS NOT NULL)
    AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
    AND (:service IS NULL OR EXISTS (
          SELECT 1 FROM span_template AS k JOIN resource AS r ON r.id = k.resource
          JOIN string AS service ON service.id = r.service
          WHERE k.id = s.template AND service.text GLOB :service))
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = s.trace))
),
message AS (
  SELECT error, string.text AS message, count, first_start_ns, last_start_ns
  FROM (SELECT error, count(*) AS count, min(nullif(start_ns, 0)) AS first_start_ns, max(start_ns) AS last_start_ns
        FROM failure GROUP BY error)
  JOIN string ON string.id = error
  ORDER BY count DESC, message
  LIMIT :limit
),
example AS (
  SELECT message.*, t.trace_id, f.span_id,
         row_number() OVER (PARTITION BY message.error ORDER BY t.trace_id, f.span_id) AS place
  FROM message
  CROSS JOIN failure AS f ON f.start_ns = last_start_ns AND f.error = message.error
  CROSS JOIN trace AS t ON t.id = f.trace
)
SELECT count, message, first_start_ns, nullif(last_start_ns, 0) AS last_start_ns, lower(hex(trace_id)) AS trace_id,
       printf('%016x', span_id) AS span_id
FROM example
WHERE place = 1
ORDER BY count DESC, message;
