-- The summary of a trace.
SELECT v.name, v.service, v.start_ns, v.end_ns, v.duration_ns, v.spans, v.errors, v.orphans, v.unfinished,
       v.services, v.agents, t.status, t.has_root
FROM trace AS t JOIN traces AS v ON v.trace = t.id
WHERE t.id = :trace;
