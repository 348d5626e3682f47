-- name: priority
-- summary: Tasks of high priority, the highest first, then the longest.
-- param: min integer = 8 "lowest priority to report"
-- param: max integer "highest priority to report"
-- example: tracewh query priority --min 10 --since 24h
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability
-- gives_way: parent_span_id span_id role capability service task_type status_message worker_id task_id status
-- gives_way: start_ns task_name

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM span_rows AS s
WHERE role_code = 1
  AND priority >= :min
  AND priority <= ifnull(:max, 9223372036854775807)
  AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY priority DESC, duration_ns DESC, trace_id, span_id
LIMIT :limit;
