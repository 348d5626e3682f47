-- name: worker
-- summary: What a worker did: its spans, newest first; with a pattern, worker by worker.
-- param: id glob required "the worker's ID, or a pattern such as 'coder-*'"
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM string AS worker CROSS JOIN spans AS s ON s.worker_code = worker.id
WHERE worker.text GLOB :id
  AND start_ns >= ifnull(:since, 0)
  AND start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY worker.text, start_ns DESC, trace_id, span_id
LIMIT :limit;
