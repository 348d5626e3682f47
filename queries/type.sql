-- name: type
-- summary: Tasks of a type, the longest first; with a pattern, type by type.
-- param: name glob required "the task type, such as code_generation, or a pattern such as 'code_*'"
-- example: tracewh query type --name code_generation
-- example: tracewh query type --name 'code_*' --limit 10
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability
-- gives_way: parent_span_id span_id role capability service priority status_message worker_id task_id status
-- gives_way: start_ns task_name

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM string AS type CROSS JOIN span_rows AS s ON s.task_type_code = type.id
WHERE type.text GLOB :name
  AND role_code = 1
  AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY type.text, duration_ns DESC, trace_id, span_id
LIMIT :limit;
