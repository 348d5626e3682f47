-- name: failed
-- summary: Tasks that failed, by any evidence, newest first. The evidence is named.
-- param: role enum(task,worker,any) = task "which spans to report"
-- param: strict_status flag "only spans whose status is ERROR"
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability evidence

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability, evidence
FROM spans AS s
WHERE evidence_bits <> 0
  AND (NOT :strict_status OR evidence_bits & 1)
  AND (:role = 'any' OR role_code = CASE :role WHEN 'task' THEN 1 ELSE 2 END)
  AND start_ns >= ifnull(:since, 0)
  AND start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY start_ns DESC, trace_id, span_id
LIMIT :limit;
