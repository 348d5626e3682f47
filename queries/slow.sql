-- name: slow
-- summary: Tasks that took at least a given time, slowest first.
-- param: min duration = 10s "shortest duration to report"
-- param: scope enum(task,trace,span) = task "what is measured; a trace is shown by its root"
-- example: tracewh query slow --min 10s --tree
-- example: tracewh query slow --scope trace --since -2h --limit 5
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability
-- gives_way: parent_span_id span_id role capability task_type service priority status_message task_id
-- gives_way: worker_id status start_ns task_name

-- Each arm starts from an index on durations and runs only when its scope is asked for. A unary plus
-- keeps SQLite from starting with an index on times instead.
SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM span_rows AS s
WHERE :scope = 'task'
  AND role_code = 1
  AND duration_ns >= :min
  AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
UNION ALL
SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, nullif(t.start_ns, 0), t.duration_ns,
       s.status, s.status_message, s.task_id, s.task_name, s.task_type, s.priority, s.worker_id, s.capability
FROM trace AS t CROSS JOIN span_rows AS s ON s.trace = t.id AND s.span_code = t.root_span_id
WHERE :scope = 'trace'
  AND t.duration_ns >= :min
  AND (t.start_ns > 0 OR t.duration_ns > 0)
  AND +t.start_ns >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND +t.start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.id))
UNION ALL
-- No span lasts longer than its trace.
SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, s.start_ns, s.duration_ns,
       s.status, s.status_message, s.task_id, s.task_name, s.task_type, s.priority, s.worker_id, s.capability
FROM trace AS t CROSS JOIN span_rows AS s ON s.trace = t.id
WHERE :scope = 'span'
  AND t.duration_ns >= :min
  AND s.duration_ns >= :min
  AND s.start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND s.start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.id))
ORDER BY duration_ns DESC, trace_id, span_id
LIMIT :limit;
