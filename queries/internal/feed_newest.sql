-- The trace that arrived last.
SELECT id, trace_id, span_count
FROM trace
ORDER BY id DESC
LIMIT 1;
