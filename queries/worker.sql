-- name: worker
-- summary: What a worker did: its spans, newest first; with a pattern, worker by worker.
-- param: id glob required "the worker's ID, or a pattern such as 'coder-*'"
-- example: tracewh query worker --id worker-7
-- example: tracewh query worker --id 'coder-*' --tree
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability
-- gives_way: parent_span_id span_id capability priority task_type service role task_name status_message
-- gives_way: task_id status

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM string AS worker CROSS JOIN span_rows AS s ON s.worker_code = worker.id
WHERE worker.text GLOB :id
  AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY worker.text, start_code DESC, trace_id, span_id
LIMIT :limit;
