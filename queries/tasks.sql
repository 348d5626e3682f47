-- name: tasks
-- summary: All tasks: those of the newest trace first, in order of start.
-- example: tracewh query tasks --since yesterday --until today
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability
-- gives_way: parent_span_id span_id role capability status_message service worker_id priority task_type
-- gives_way: task_id status task_name

SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, s.start_ns, s.duration_ns,
       s.status, s.status_message, s.task_id, s.task_name, s.task_type, s.priority, s.worker_id, s.capability
FROM trace AS t CROSS JOIN span_rows AS s ON s.trace = t.id
WHERE s.role_code = 1
  AND t.end_ns >= ifnull(:since, 0)
  AND t.start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND s.start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND s.start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.id))
ORDER BY t.start_ns DESC, t.trace_id, s.start_ns NULLS LAST, s.span_id
LIMIT :limit;
