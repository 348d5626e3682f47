-- name: spans
-- summary: Spans of any kind, by name and role, newest first.
-- param: name glob "name of the spans, such as 'llm.*'"
-- param: role enum(task,worker,message,agent,llm,tool,storage,memory,session,other) "what the spans are"
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability
FROM spans AS s
WHERE (:name IS NULL OR name GLOB :name)
  AND (:role IS NULL OR role = :role)
  AND start_ns >= ifnull(:since, 0)
  AND start_ns < ifnull(:until, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY start_ns DESC
LIMIT :limit;
