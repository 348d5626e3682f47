-- A trace as the feed gives it: what `query traces` tells, and whether the trace was complete by then.
SELECT trace_id, root_span_id, name, service, start_ns, duration_ns, status, spans, errors, orphans,
       unfinished, services, agents, CASE WHEN :complete THEN 'complete' ELSE 'incomplete' END AS state
FROM traces
WHERE trace = :trace;
