-- Traces in order of arrival, as far as the feed needs them to tell whether they are complete.
SELECT id, trace_id, span_count, start_ns, end_ns, error_count, orphan_count, open_count, has_root,
       EXISTS (SELECT 1 FROM undecided_trace AS u WHERE u.trace_id = trace.trace_id) AS undecided
FROM trace
WHERE id > :after AND id <= :until
ORDER BY id
LIMIT :limit;
