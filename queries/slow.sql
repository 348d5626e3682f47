-- name: slow
-- summary: Tasks that took at least a given time, slowest first.
-- param: min duration = 10s "shortest duration to report"
-- param: scope enum(task,trace,span) = task "what is measured; a trace is shown by its root"
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability

-- Each arm starts from an index on durations and runs only when its scope is asked for. A unary plus
-- keeps SQLite from starting with an index on times instead.
SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM spans AS s
WHERE :scope = 'task'
  AND role_code = 1
  AND duration_ns >= :min
  AND start_ns >= ifnull(:since, 0)
  AND start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
UNION ALL
SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, t.start_ns, t.duration_ns,
       s.status, s.status_message, s.task_id, s.task_name, s.task_type, s.priority, s.worker_id, s.capability
FROM traces AS t CROSS JOIN spans AS s ON s.trace = t.trace AND s.span_code = t.root_span_code
WHERE :scope = 'trace'
  AND t.duration_ns >= :min
  AND +t.start_ns >= ifnull(:since, 0)
  AND +t.start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.trace))
UNION ALL
-- No span lasts longer than its trace.
SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, s.start_ns, s.duration_ns,
       s.status, s.status_message, s.task_id, s.task_name, s.task_type, s.priority, s.worker_id, s.capability
FROM trace AS t CROSS JOIN spans AS s ON s.trace = t.id
WHERE :scope = 'span'
  AND t.duration_ns >= :min
  AND s.duration_ns >= :min
  AND s.start_ns >= ifnull(:since, 0)
  AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.id))
ORDER BY duration_ns DESC, trace_id, span_id
LIMIT :limit;
