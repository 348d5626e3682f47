-- The names of the runs that brought each trace.
SELECT t.trace_id, run.name AS run
FROM trace_run AS m JOIN trace AS t ON t.id = m.trace JOIN run ON run.id = m.run;
