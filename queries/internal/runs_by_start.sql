-- All runs, those that began first at the front.
SELECT id, name, start_ns, end_ns, traces, spans, errors FROM run ORDER BY ifnull(start_ns, 0), id;
