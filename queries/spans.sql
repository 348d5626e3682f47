-- name: spans
-- summary: Spans of any kind, by name and role: those of the newest trace first, the latest first.
-- param: name glob "name of the spans, such as 'llm.*'"
-- param: role enum(task,worker,message,agent,llm,tool,storage,memory,session,other) "what the spans are"
-- attr: span
-- example: tracewh query spans --name 'llm.*' --since 'today 14:00'
-- example: tracewh query spans --role tool --attr tool.name=search
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability
-- gives_way: parent_span_id capability task_type priority task_name task_id status_message worker_id service
-- gives_way: status span_id start_ns

-- Starts from the index on the starts of traces, because there is none on those of spans.
SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, s.start_ns, s.duration_ns, s.status,
       s.status_message, s.task_id, s.task_name, s.task_type, s.priority, s.worker_id, s.capability
FROM trace AS t CROSS JOIN span_rows AS s ON s.trace = t.id
WHERE (:name IS NULL OR s.name GLOB :name)
  AND (:role IS NULL OR s.role = :role)
  AND s.start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND s.start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.id))
ORDER BY t.start_ns DESC, t.trace_id, s.start_ns DESC, s.span_id
LIMIT :limit;
