-- The traces that hold tasks of an ID, and these tasks.
SELECT t.id, t.trace_id, t.span_count, s.span_id
FROM span AS s INDEXED BY task_by_duration JOIN trace AS t ON t.id = s.trace
WHERE s.role = 1 AND s.task_id = :task_id
ORDER BY t.id, s.span_id;
