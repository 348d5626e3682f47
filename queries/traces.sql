-- name: traces
-- summary: Traces, newest first: root, duration, spans, errors, services and agents.
-- param: name glob "name of the root span"
-- columns: trace_id root_span_id name service start_ns duration_ns status spans errors orphans unfinished
-- columns: services agents

SELECT trace_id, root_span_id, name, service, start_ns, duration_ns, status, spans, errors, orphans,
       unfinished, services, agents
FROM traces AS t
WHERE (:name IS NULL OR name GLOB :name)
  AND start_ns >= ifnull(:since, 0)
  AND start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR EXISTS (SELECT 1 FROM json_each(services) WHERE value GLOB :service))
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.trace))
ORDER BY start_ns DESC, trace_id
LIMIT :limit;
