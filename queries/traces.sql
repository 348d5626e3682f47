-- name: traces
-- summary: Traces, newest first: root, duration, spans, errors, services and agents.
-- param: name glob "name of the root span"
-- example: tracewh query traces --since -1w --limit 0 --format csv
-- columns: trace_id root_span_id name service start_ns duration_ns status spans errors orphans unfinished
-- columns: services agents
-- gives_way: root_span_id unfinished orphans services service agents status spans start_ns

SELECT trace_id, root_span_id, name, service, start_ns, duration_ns, status, spans, errors, orphans,
       unfinished, services, agents
FROM traces AS t
WHERE (:name IS NULL OR name GLOB :name)
  AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR EXISTS (SELECT 1 FROM json_each(services) WHERE value GLOB :service))
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.trace))
ORDER BY start_code DESC, trace_id
LIMIT :limit;
