-- The IDs of the first spans of one trace by start, those of unknown start last. Only these are sorted: whole rows would
-- take far more memory.
SELECT span_id
FROM span
WHERE trace = :trace
ORDER BY nullif(start_ns, 0) NULLS LAST, span_id
LIMIT :limit;
