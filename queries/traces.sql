-- name: traces
-- summary: Traces, newest or longest first: root, duration, spans, errors, services and agents.
-- param: name glob "name of the root span"
-- param: order enum(newest,longest) = newest "which come first"
-- example: tracewh query traces --since -1w --limit 0 --format csv
-- example: tracewh query traces --order longest --limit 10
-- columns: trace_id root_span_id name service start_ns duration_ns status spans errors orphans unfinished
-- columns: services agents
-- gives_way: root_span_id unfinished orphans services service agents status spans start_ns

-- Each arm reads the index of its order, and only the one that is asked for has rows. A unary plus keeps SQLite from
-- starting with the index on times instead.
SELECT * FROM (
  SELECT trace_id, root_span_id, name, service, start_ns, duration_ns, status, spans, errors, orphans,
         unfinished, services, agents
  FROM traces AS t
  WHERE :order = 'newest'
    AND (:name IS NULL OR name GLOB :name)
    AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
    AND start_code <= ifnull(:until - 1, 9223372036854775807)
    AND (:service IS NULL OR EXISTS (SELECT 1 FROM json_each(services) WHERE value GLOB :service))
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = t.trace))
  ORDER BY start_code DESC, trace_id
  LIMIT :limit
)
UNION ALL
SELECT * FROM (
  SELECT t.trace_id, t.root_span_id, name, service, t.start_ns, t.duration_ns, t.status, spans, errors, orphans,
         unfinished, t.services, agents
  FROM trace AS l CROSS JOIN traces AS t ON t.trace = l.id
  WHERE :order = 'longest'
    AND (:name IS NULL OR name GLOB :name)
    AND +start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
    AND +start_code <= ifnull(:until - 1, 9223372036854775807)
    AND (:service IS NULL OR EXISTS (SELECT 1 FROM json_each(t.services) WHERE value GLOB :service))
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = l.id))
  ORDER BY l.duration_ns DESC, t.trace_id
  LIMIT :limit
);
