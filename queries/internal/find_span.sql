-- The traces that hold a span of an ID. No index begins with span IDs, so that trace after trace is asked.
SELECT t.id, t.trace_id, t.span_count, s.span_id
FROM trace AS t CROSS JOIN span AS s ON s.trace = t.id
WHERE s.span_id = :span_id
ORDER BY t.id;
