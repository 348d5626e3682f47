-- name: priority
-- summary: Tasks of high priority, the highest first, then the longest.
-- param: min integer = 8 "lowest priority to report"
-- param: max integer "highest priority to report"
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM spans AS s
WHERE role_code = 1
  AND priority >= :min
  AND priority <= ifnull(:max, 9223372036854775807)
  AND start_ns >= ifnull(:since, 0)
  AND start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY priority DESC, duration_ns DESC, trace_id, span_id
LIMIT :limit;
