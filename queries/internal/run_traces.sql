-- The traces of a run.
SELECT t.id, t.trace_id, t.span_count FROM trace_run AS m JOIN trace AS t ON t.id = m.trace WHERE m.run = :run;
