-- All traces in order of arrival.
SELECT id, trace_id, span_count
FROM trace
ORDER BY id;
