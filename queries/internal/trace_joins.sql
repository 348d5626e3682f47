-- The stored joins of a trace, at either end.
SELECT trace_id, span_id, parent_trace_id, parent_span_id, rule
FROM trace_join
WHERE trace_id = :trace_id OR parent_trace_id = :trace_id
ORDER BY trace_id, span_id;
