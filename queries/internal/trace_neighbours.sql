-- The trace IDs that stand before and behind an ID; NULL where there is none.
SELECT (SELECT max(trace_id) FROM trace WHERE trace_id < :trace_id) AS before,
       (SELECT min(trace_id) FROM trace WHERE trace_id > :trace_id) AS behind;
