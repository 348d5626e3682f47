-- The traces whose ID lies in a range, and how many spans each has.
SELECT id, trace_id, span_count
FROM trace
WHERE trace_id BETWEEN :low AND :high
ORDER BY trace_id
LIMIT :limit;
