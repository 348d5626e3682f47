-- The trace IDs that stand before and behind an ID, NULL where there is none; and whether it is stored itself.
SELECT (SELECT max(trace_id) FROM trace WHERE trace_id < :trace_id) AS before,
       (SELECT min(trace_id) FROM trace WHERE trace_id > :trace_id) AS behind,
       EXISTS (SELECT 1 FROM trace WHERE trace_id = :trace_id) AS is_stored;
